"""How things are written: texts, numbers and dates as Chinese government documents spell them.

Everything here is pure: text in, values out. Nothing here knows a record, a site or a file of
theirs, and nothing here makes a problem; a caller that gets ``None`` or a ``ValueError`` does.

- ``folding`` the one normalisation that index, query and comparison share
- ``html_text`` and ``record_text`` the text that a record's HTML holds
- ``doc_no`` 文号, ``index_no`` 索引号, ``check_characters`` their check characters
- ``dates`` civil dates and instants, ``workdays`` 工作日
- ``slugs`` parts of addresses
- ``nodes`` YAML with positions
"""
