.PHONY: demo check test

demo:
	uv run pywry demo

check:
	uv run scripts/check.py

test:
	uv run scripts/test.py --install
