"""Hot reload: pages that are open follow the files that they were made from."""
