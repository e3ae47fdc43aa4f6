package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.calls.ClientOwner;
import io.pitrguard.sandbox.calls.RecordedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls take. */
class CallPermissionsTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/key";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alerts";

    private final CallPermissions permissions =
            new CallPermissions("aws", "123456789012", KEY, "arn:aws:s3:::bucket", "arn:aws:s3:::kept");

    @ParameterizedTest
    @CsvSource({
        "DynamoDb, GetItem, ledger, dynamodb:GetItem, arn:aws:dynamodb:eu-west-1:123456789012:table/ledger",
        "DynamoDb, TransactWriteItems.Put, ledger, dynamodb:PutItem, arn:aws:dynamodb:eu-west-1:123456789012:table/ledger",
        "DynamoDb, ListTables, '', dynamodb:ListTables, ''",
        "DynamoDb, ListTagsOfResource, arn:aws:dynamodb:us-east-1:1:table/x, dynamodb:ListTagsOfResource, arn:aws:dynamodb:us-east-1:1:table/x",
        "ResourceGroupsTaggingApi, GetResources, '', tag:GetResources, ''",
        "Sts, AssumeRole, arn:aws:iam::1:role/member, sts:AssumeRole, arn:aws:iam::1:role/member",
        "S3, PutObject, sweeps/sweeps/1/plan.json, s3:PutObject, arn:aws:s3:::bucket/sweeps/1/plan.json",
        "S3, PutObject, evidence/evidence/2026/11/30/1/report.json, s3:PutObject, arn:aws:s3:::kept/evidence/2026/11/30/1/report.json",
        "S3, ListObjectsV2, sweeps, s3:ListBucket, arn:aws:s3:::bucket",
        "Organizations, ListRoots, '', organizations:ListRoots, ''",
        "Account, ListRegions, '', account:ListRegions, ''",
        "Sqs, SendMessage, http://127.0.0.1:1/210987654321/calls, sqs:SendMessage, arn:aws:sqs:eu-west-1:210987654321:calls"
    })
    void takesTheActionOnTheResource(String service, String operation, String named, String action, String resource) {
        assertThat(permissions.of(call(service, operation, named)))
                .containsExactly(new AllowedAction(action, resource));
    }

    @Test
    void whoMayNotListABucketIsDeniedAnObjectThatDoesNotExist() {
        assertThat(permissions.of(call("S3", "GetObject", "sweeps/organization.json")))
                .containsExactly(
                        new AllowedAction("s3:GetObject", "arn:aws:s3:::bucket/organization.json"),
                        new AllowedAction("s3:ListBucket", "arn:aws:s3:::bucket"));
    }

    @Test
    void publishingTakesTheKeyToo() {
        assertThat(permissions.of(call("Sns", "Publish", TOPIC)))
                .containsExactly(
                        new AllowedAction("sns:Publish", TOPIC),
                        new AllowedAction("kms:GenerateDataKey", KEY),
                        new AllowedAction("kms:Decrypt", KEY));
    }

    @Test
    void namesTheOperationThatIsNewAndTheClassToAddItTo() {
        assertThatThrownBy(() -> permissions.of(call("DynamoDb", "ImportTable", "orders")))
                .hasMessageContaining("DynamoDb ImportTable")
                .hasMessageContaining("CallPermissions");
    }

    @Test
    void refusesACallOfWhichTheResourceWasNotRecorded() {
        assertThatThrownBy(() -> permissions.of(call("DynamoDb", "GetItem", "")))
                .hasMessageContaining("NamedResource");
    }

    private static RecordedCall call(String service, String operation, String resource) {
        return new RecordedCall(
                new ClientOwner(ClientOwner.Kind.FUNCTION, "Some"),
                RecordedCall.Deployment.UNKNOWN,
                RecordedCall.Access.OWN,
                "eu-west-1",
                service,
                operation,
                resource);
    }
}
