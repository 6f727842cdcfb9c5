"""What a web server is told about the site: nginx, Apache httpd, IIS."""
