"""`python -m office.deploy_prefect ENTRYPOINT…`: `prefect deploy --all`, but no flow unseen.

Prefect deploys a flow that cannot even be imported (it reads its signature from the source), and
the error comes with the first run. Here the flows are imported first, in the same process.
"""

import sys


def main() -> None:
    """Ends with Prefect's exit code, or with the traceback of a flow that does not load."""
    from prefect.cli import app
    from prefect.flows import load_flow_from_entrypoint

    for entrypoint in sys.argv[1:]:
        load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
    sys.argv[1:] = ["--no-prompt", "deploy", "--all"]
    app()


if __name__ == "__main__":
    main()
