"""The official site of a municipality: news, articles, a feed."""
