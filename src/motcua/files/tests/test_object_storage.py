"""The same care with an S3-compatible storage, as a city runs it."""

import io

import pytest

from motcua.files import actions, queries
from motcua.files.factories import NOBODY_ELSE, make_file, pdf_bytes
from motcua.files.models import StoredFile
from motcua.kernel import outbox
from motcua.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def bucket():
    """A server that speaks S3, with one bucket; its address."""
    server_module = pytest.importorskip("moto.server")
    boto3 = pytest.importorskip("boto3")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    boto3.client("s3", endpoint_url=address, region_name="us-east-1", **KEYS).create_bucket(Bucket="tep")
    yield address
    server.stop()


KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


@pytest.fixture(autouse=True)
def in_the_bucket(settings, bucket, home):
    options = {"bucket_name": "tep", "endpoint_url": bucket, "region_name": "us-east-1", "default_acl": "private"}
    keys = {"access_key": "test", "secret_key": "test", "querystring_auth": True}
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **keys}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


def test_a_file_lives_in_the_bucket(client, home):
    small, big = make_file(), pdf_bytes() + b"%" * 200_000
    begun = actions.begin(name="b.pdf", size=len(big), owner=NOBODY_ELSE)
    actions.append_chunk(file_id=begun.pk, owner=NOBODY_ELSE, offset=0, source=io.BytesIO(big))
    outbox.drain()
    for file, content in ((small, pdf_bytes()), (begun, big)):
        kept = StoredFile.objects.get(pk=file.pk)
        assert kept.preview_key
        with queries.open_content(kept) as source:
            assert source.read() == content
    assert not [path for path in home.rglob("*") if path.is_file()]
    report = actions.reconcile()
    assert (report.files, report.missing, report.altered, report.strays) == (2, [], [], [])
    actions.discard(file_id=small.pk, owner=NOBODY_ELSE)
    with pytest.raises(NotFound):
        queries.open_content(small)
