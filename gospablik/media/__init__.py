"""Pictures and files of posts: what each network takes, and how a file is made to fit (3.3)."""
