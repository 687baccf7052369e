"""Our own database: tables, sessions, migrations."""
