package io.pitrguard.functions;

import static io.pitrguard.functions.HubTestBed.BANK;
import static io.pitrguard.functions.HubTestBed.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.evidence.EvidenceVerification.Verified;
import io.pitrguard.port.SettableTime;
import io.pitrguard.report.Json;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.summary.SweepParts;
import io.pitrguard.wiring.EvidenceWiring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep of many accounts leaves as evidence. */
class EvidenceOfSummaryTest {
    private final SummaryTestBed bed = new SummaryTestBed();
    private final HubTestBed hub = bed.hub;
    private SandboxBucket bucket;

    @BeforeEach
    void keep() {
        hub.evidence = Optional.of(new Settings.Evidence("pitr-guard-evidence", Duration.ofDays(400)));
        bucket = hub.aws.sandbox().buckets().create("pitr-guard-evidence").keepVersions();
        hub.member(SHOP, "shop").member(BANK, "bank");
        hub.tables(SHOP).create("orders").disabled();
        hub.tables(BANK).create("payments").disabled();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private Verified verified() throws InterruptedException {
        return EvidenceWiring.verification(
                        hub.aws.clients(), HubTestBed.LEDGER, Optional.empty(), Optional.empty(), new SettableTime())
                .run(hub.aws.where(), (_, _) -> {})
                .success()
                .orElseThrow();
    }

    private String mail() {
        return String.valueOf(((Map<?, ?>) Json.parse(bed.mails().getLast().message())).get("email"));
    }

    @Test
    void keepsOneReportOfAllAccounts() throws InterruptedException {
        bed.sweep("one");
        bed.summarize("one");

        List<String> keys = bucket.keys("evidence/");
        assertThat(keys).hasSize(2).first().asString().matches("evidence/\\d{4}/\\d{2}/\\d{2}/one/report\\.html");
        assertThat(bucket.text(keys.getLast()).orElseThrow()).contains("orders", "payments", SHOP, BANK);
        assertThat(verified().findings()).isEmpty();
        assertThat(verified().intact()).isEqualTo(2);
        assertThat(mail()).contains("Evidence: record 1, sha256 ", "s3/object/pitr-guard-evidence?region=eu-west-1");
    }

    /** A large account does not keep the tables of a small one out of the report, and late parts keep no digest waiting. */
    @Test
    void listsWhatFitsInTime() throws InterruptedException {
        hub.tables(SHOP).create("carts").disabled();
        bed.sweep("one");
        SweepParts parts = SweepParts.of(hub.documents(), "one").success().orElseThrow();

        assertThat(parts.views(bed.stored("one"), 100, () -> true)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(parts.views(bed.stored("one"), 1, () -> true).stream()
                        .flatMap(view -> view.tables().stream())
                        .map(SweepView.TableView::name))
                .containsExactly("payments");
        assertThat(parts.views(bed.stored("one"), 100, () -> false)).isEmpty();
    }

    @Test
    void aFailureIsSaidAndCountedAndFailsNothing() throws InterruptedException {
        bed.sweep("one");
        hub.aws.sandbox().buckets().delete("pitr-guard-evidence");

        bed.summarize("one");

        assertThat(mail()).contains("THE EVIDENCE OF THIS SWEEP IS MISSING: There is no bucket pitr-guard-evidence");
        assertThat(bed.metricLines()).anyMatch(line -> line.contains("\"EvidenceFailures\":1"));
        assertThat(verified().records()).isZero();
    }

    /** A part that nobody can read is missing in the report, and does not keep it from being kept. */
    @Test
    void keepsWhatCouldBeRead() throws InterruptedException {
        bed.sweep("one");
        String key = "sweeps/one/parts/%s/eu-west-1/0001.json".formatted(SHOP);
        hub.aws.sandbox().faults().add(Fault.on("GetObject", key, Effect.DENIED));

        bed.summarize("one");

        assertThat(bucket.text(bucket.keys("evidence/").getLast()).orElseThrow())
                .contains("payments", "\"complete\":false");
        assertThat(verified().findings()).isEmpty();
    }
}
