"""The guided tour's parts: start, look at, load and describe the servers."""
