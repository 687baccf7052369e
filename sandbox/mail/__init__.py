"""The mail server: takes every letter by SMTP and shows the mailboxes as pages."""
