"""The sandbox's own certificate authority: like MAX's, it is one that no store holds."""

import ssl
from pathlib import Path


def own_context(host: str, ca: Path) -> ssl.SSLContext:
    """TLS for localhost, the loopback addresses and this host.

    The authority's certificate is written to `ca` as PEM; its key is never written anywhere.
    """
    import trustme  # takes a quarter of a second, which nobody pays who wants plain HTTP

    authority = trustme.CA(organization_name="gospablik sandbox")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    names = dict.fromkeys(("localhost", "127.0.0.1", "::1", host))
    authority.issue_cert(*names).configure_cert(context)
    authority.cert_pem.write_to_path(str(ca))
    return context
