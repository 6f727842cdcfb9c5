"""The command line: the only place that prints, prompts or exits.

Every sentence stands in ``messages/``, in Chinese and in English.
"""
