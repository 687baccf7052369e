"""Stand-ins for the outside world: the networks, the official site and the mail server.

Built from the fact sheets and the official schemas alone; imports nothing of the project.
Everything lives in memory and goes away with the process.
"""
