package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.contract.ObjectContract;
import io.pitrguard.sandbox.contract.Target;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The sandbox keeps the contract of S3, and refuses as AWS does. */
class SandboxObjectContractTest extends ObjectContract {

    private static final String SHOP = "111111111111";

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    @AfterEach
    void mend() {
        sandbox.faults().clear();
    }

    @Test
    void theJavaApiSeesWhatTheWireStores() {
        put("wire.json");
        SandboxBucket own = sandbox.buckets().get(bucket());
        own.put("java.json", "{}");

        assertThat(own.text("wire.json")).contains("{}");
        assertThat(own.keys("java")).containsExactly("java.json");
        assertThat(s3().getObjectAsBytes(request -> request.bucket(bucket()).key("java.json"))
                        .asUtf8String())
                .isEqualTo("{}");
    }

    @Test
    void recordsCallsWithTheKeyTheyWereOn() {
        put("recorded.json");

        assertThat(sandbox.calls().of("PutObject")).extracting(Call::table).contains("recorded.json");
    }

    @Test
    void aFaultHitsTheObjectThatItNames() {
        sandbox.faults().add(Fault.on("PutObject", "denied.json", Effect.DENIED));
        sandbox.faults().add(Fault.on("PutObject", "slow.json", Effect.THROTTLED));

        assertRefused("denied.json", 403, "AccessDenied");
        assertRefused("slow.json", 503, "SlowDown");
        put("other.json");
        assertThat(sandbox.buckets().get(bucket()).text("denied.json")).isEmpty();
    }

    @Test
    void anIgnoredWriteChangesNothing() {
        sandbox.faults().add(Fault.on("PutObject", Effect.IGNORED));

        put("ignored.json");

        assertThat(sandbox.buckets().get(bucket()).text("ignored.json")).isEmpty();
    }

    @Test
    void refusesOtherAccounts() {
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1")).role(SHOP, "reader", null);
        put("own.json");

        try (S3Client member = member()) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> member.getObjectAsBytes(
                            request -> request.bucket(bucket()).key("own.json")))
                    .satisfies(refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(403);
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    });
        }
    }

    private S3Client member() {
        try (StsClient sts = target().sts()) {
            Credentials session = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + SHOP + ":role/reader")
                            .roleSessionName("contract"))
                    .credentials();
            return target().configure(S3Client.builder(), sandbox.region())
                    .forcePathStyle(true)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .build();
        }
    }

    private void assertRefused(String key, int status, String code) {
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put(key)).satisfies(refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.requestId()).isNotBlank();
        });
    }

    private void put(String key) {
        s3().putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromString("{}"));
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
