package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbEvidenceChain;
import io.pitrguard.aws.S3EvidenceStore;
import io.pitrguard.config.Settings;
import io.pitrguard.evidence.EvidenceVerification;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.port.Time;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds what keeps evidence and checks it. Separate from {@link Wiring}: most functions load none of it. */
public final class EvidenceWiring {
    private EvidenceWiring() {}

    /** Builds what keeps the reports of a deployment; empty for one that keeps none. The client is created on first use. */
    public static Optional<EvidenceWriter> writer(AwsClients own, Settings.LedgerSettings ledger, Time time) {
        return ledger.evidence()
                .flatMap(evidence -> ledger.table()
                        .map(table -> new EvidenceWriter(
                                new S3EvidenceStore(new Lazy<>(own::s3), evidence.bucket()),
                                new DynamoDbEvidenceChain(own.dynamoDb(), table),
                                evidence.kept(),
                                own.time(time))));
    }

    /**
     * Builds what checks the evidence of a deployment.
     *
     * @param table the name of the ledger's table
     * @param bucket a bucket that has all objects; empty for those that the records name
     * @param configured the bucket that the environment names; it may have reports whose records are gone
     */
    public static EvidenceVerification verification(
            AwsClients own, String table, Optional<String> bucket, Optional<String> configured, Time time) {
        Supplier<S3Client> s3 = new Lazy<>(own::s3);
        return new EvidenceVerification(
                new DynamoDbEvidenceChain(own.dynamoDb(), table),
                recorded -> new S3EvidenceStore(s3, bucket.orElse(recorded)),
                bucket.or(() -> configured),
                own.time(time));
    }
}
