"""One module a command: what it does, without printing. The only writer of content and ledger."""
