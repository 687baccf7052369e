"""«Вопросы жителей»: who asks the administration gets an answer, though it is no appeal (4.1)."""
