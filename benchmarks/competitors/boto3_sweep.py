"""What a script on boto3 does to find tables without point-in-time recovery: list them, then ask for each one's state.

Prints one line of JSON: how many tables were listed, and of how many the state was read.
"""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--threads", type=int, default=1, help="1 asks for one table after the other")
parser.add_argument("--retries", choices=["default", "standard"], default="default", help="the SDK's retry mode")
args = parser.parse_args()

retries = {"retries": {"mode": "standard"}} if args.retries == "standard" else {}
client = boto3.client("dynamodb", config=Config(max_pool_connections=max(10, args.threads), **retries))


def judged(table):
    try:
        answer = client.describe_continuous_backups(TableName=table)
    except ClientError:
        return False
    description = answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    return description["PointInTimeRecoveryStatus"] in ("ENABLED", "DISABLED")


tables = [name for page in client.get_paginator("list_tables").paginate() for name in page["TableNames"]]
if args.threads == 1:
    results = [judged(table) for table in tables]
else:
    with ThreadPoolExecutor(args.threads) as pool:
        results = list(pool.map(judged, tables))
print(json.dumps({"tables": len(tables), "judged": sum(results)}))
