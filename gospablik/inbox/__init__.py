"""The office's mailbox: letters are read over IMAP, never deleted, and made plain values of."""
