package io.pitrguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.EvidenceWiring;
import io.pitrguard.wiring.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pitr-guard report --verify}: whether evidence is still what it was. */
class ReportVerificationTest {
    private static final Settings.LedgerSettings LEDGER = Settings.LedgerSettings.NONE
            .in(LedgerSeed.LEDGER)
            .with(new Settings.Evidence("evidence", Duration.ofDays(400)));

    private final Cli cli = Cli.start();
    private SandboxBucket bucket;

    @BeforeEach
    void deploy() {
        LedgerSeed.create(cli);
        bucket = cli.sandbox().buckets().create("evidence").keepVersions();
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private void sweeps(int count) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            EvidenceWriter writer =
                    EvidenceWiring.writer(clients, LEDGER, new SystemTime()).orElseThrow();
            for (int i = 1; i <= count; i++) {
                String content = "report " + i;
                assertThat(writer.write(LedgerSeed.HERE, "hourly-" + i, new EvidenceWriter.Report() {
                                    @Override
                                    public byte[] html() {
                                        return content.getBytes(UTF_8);
                                    }

                                    @Override
                                    public byte[] json() {
                                        return content.getBytes(UTF_8);
                                    }
                                })
                                .failure())
                        .isEmpty();
            }
        }
    }

    private String key(String end) {
        return bucket.keys("evidence/").stream()
                .filter(key -> key.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    private static CommandResult verify(String... more) {
        return Cli.run(
                Stream.concat(Stream.of("report", "--verify"), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aWholeChainIsWhole() {
        sweeps(3);

        assertThat(verify().ends(0).out())
                .startsWith("3 records of evidence in the ledger pitr-guard-ledger, account 123456789012, eu-west-1\n")
                .contains("Newest: record 3, hourly-3, ", "Objects: 6 as recorded, 0 expired\n")
                .endsWith("\nThe chain is whole.\n");
    }

    @Test
    void namesTheFirstBrokenLink() {
        sweeps(3);
        bucket.put(key("hourly-2/report.html"), "all is well");
        bucket.delete(key("hourly-3/report.json"));

        assertThat(verify().ends(2).out())
                .contains("\nBROKEN at record 2: " + key("hourly-2/report.html")
                        + " of record 2 was changed. Its version ")
                .contains("\nAlso:\n", "hourly-3/report.json of record 3 was deleted.", "docs/runbooks/evidence.md");
    }

    @Test
    void whatCannotBeReadIsNotBroken() {
        sweeps(1);
        cli.sandbox().faults().add(Fault.on("GetObject", Effect.DENIED));

        assertThat(verify().ends(3).out())
                .contains("Nothing is known to be broken, but not all is certain:", "s3:GetObject")
                .doesNotContain("BROKEN");
    }

    @Test
    void writesJson() {
        sweeps(2);
        bucket.put(key("hourly-1/report.json"), "all is well");

        Map<?, ?> view =
                (Map<?, ?>) Json.parse(verify("--format", "json").ends(2).out());

        assertThat(((Map<?, ?>) view.get("firstBroken")).get("kind")).isEqualTo("OBJECT_CHANGED");
        assertThat(((Map<?, ?>) view.get("newest")).get("number").toString()).isEqualTo("2");
        assertThat(((List<?>) view.get("findings"))).hasSize(1);
    }

    /** An auditor has a copy of the reports; versions are other ones there. */
    @Test
    void readsACopyOfTheBucket() {
        sweeps(1);
        SandboxBucket copy = cli.sandbox().buckets().create("copy").keepVersions();
        bucket.keys("evidence/").forEach(key -> copy.put(key, bucket.text(key).orElseThrow()));
        bucket.keys("evidence/").forEach(bucket::delete);

        assertThat(verify("--bucket", "copy").ends(0).out()).contains("2 as recorded");
        assertThat(verify().ends(2).out()).contains("was deleted");
    }

    @Test
    void aLedgerWithoutEvidenceIsAFailure() {
        assertThat(verify().ends(1).err())
                .contains("has no evidence of a deployment in eu-west-1, account 123456789012");
    }

    @Test
    void aLedgerThatCannotBeReadIsAFailure() {
        sweeps(1);
        cli.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        assertThat(verify().ends(1).err()).contains("could not read the ledger pitr-guard-ledger");
    }

    @Test
    void listsOnlySomeOfManyFindings() {
        sweeps(12);
        bucket.keys("evidence/").forEach(bucket::delete);

        assertThat(verify().ends(2).out()).contains("  and 3 more (--format json lists all)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bucket", "a", "s3://evidence"})
    void refusesWhatIsNoBucket(String name) {
        assertThat(verify("--bucket", name).ends(64).err()).contains("--bucket must be the name of an S3 bucket");
        assertThat(Cli.run("report", "--bucket", "evidence").ends(64).err()).contains("--bucket requires --verify");
    }
}
