package io.pitrguard.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryFindingImport;
import io.pitrguard.port.InMemorySentFindings;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableFinding;
import io.pitrguard.report.Controls;
import io.pitrguard.report.SweepView;
import io.pitrguard.securityhub.FindingExport.Exported;
import io.pitrguard.securityhub.FindingExport.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingExportTest {
    private static final AccountRegion HERE = new AccountRegion("aws-cn", "123456789012", "cn-north-1");

    private final InMemoryFindingImport console = new InMemoryFindingImport();
    private final InMemorySentFindings store = new InMemorySentFindings();
    private final SettableTime time = new SettableTime();
    private final FindingExport export =
            new FindingExport(console, store, Controls.load().controls(), time);

    private static SweepView.TableView table(String name, VerdictKind verdict, FindingKind... kinds) {
        return new SweepView.TableView(
                HERE.table(name).arn(),
                name,
                verdict,
                IntStream.range(0, kinds.length)
                        .mapToObj(i -> new SweepView.ViolationView(
                                kinds[i], Severity.HIGH, kinds[i].past(), "It is so.", "It matters.", "Mend it."))
                        .toList(),
                List.of(),
                "all",
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, 35, null, null),
                exemption(verdict),
                null,
                null,
                null,
                verdict == VerdictKind.UNDETERMINED ? "AWS denied it." : null,
                null,
                null,
                null,
                null);
    }

    private static SweepView.@Nullable ExemptionView exemption(VerdictKind verdict) {
        return verdict == VerdictKind.EXEMPT ? new SweepView.ExemptionView("scratch", "shop", "2026-12-31") : null;
    }

    private Exported export(SweepView.TableView... tables) throws InterruptedException {
        return export.export(new Judged(HERE, List.of(tables), Set.of(), true, Optional.empty()), Instant.MAX);
    }

    private TableFinding only() {
        assertThat(console.findings()).hasSize(1);
        return console.findings().getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        // verdict before and now; status and record state after that
        "COMPLIANT, COMPLIANT, PASSED, false",
        "NON_COMPLIANT, COMPLIANT, PASSED, true",
        "EXEMPT, COMPLIANT, PASSED, true",
        "UNDETERMINED, COMPLIANT, PASSED, true",
        "COMPLIANT, NON_COMPLIANT, FAILED, false",
        "COMPLIANT, EXEMPT, WARNING, false",
        "COMPLIANT, UNDETERMINED, NOT_AVAILABLE, false",
        "NON_COMPLIANT, UNDETERMINED, NOT_AVAILABLE, false",
        "NON_COMPLIANT, NOT_APPLICABLE, NOT_AVAILABLE, true"
    })
    void followsTheVerdict(VerdictKind before, VerdictKind now, TableFinding.Status status, boolean archived)
            throws InterruptedException {
        export(table("orders", before));
        time.advance(Duration.ofHours(1));
        export(table("orders", now));

        assertThat(only().status()).isEqualTo(status);
        assertThat(only().archived()).isEqualTo(archived);
        assertThat(only().severity().isPresent())
                .isEqualTo(status != TableFinding.Status.PASSED && now != VerdictKind.NOT_APPLICABLE);
    }

    @Test
    void staysArchivedWhileItIsCompliant() throws InterruptedException {
        export(table("orders", VerdictKind.NON_COMPLIANT));
        export(table("orders", VerdictKind.COMPLIANT));
        export(table("orders", VerdictKind.COMPLIANT));

        assertThat(only().archived()).isTrue();
        assertThat(console.requests()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotSendTheSameTwice(VerdictKind verdict) throws InterruptedException {
        export(table("orders", verdict));
        time.advance(Duration.ofDays(59));
        Exported again = export(table("orders", verdict));

        assertThat(again).isEqualTo(new Exported(0, 0, Optional.empty()));
    }

    @Test
    void sendsAnotherViolation() throws InterruptedException {
        export(table("orders", VerdictKind.NON_COMPLIANT, FindingKind.RECOVERY_DISABLED));
        Exported changed = export(table("orders", VerdictKind.NON_COMPLIANT, FindingKind.PERIOD_TOO_SHORT));

        assertThat(changed.sent()).isEqualTo(1);
        assertThat(only().requirements()).isNotEmpty().hasSizeLessThanOrEqualTo(32);
    }

    /** Security Hub deletes what was not updated for 90 days. */
    @Test
    void confirmsAnActiveFindingInTime() throws InterruptedException {
        export(table("orders", VerdictKind.COMPLIANT));
        time.advance(Duration.ofDays(60));

        assertThat(export(table("orders", VerdictKind.COMPLIANT)).sent()).isEqualTo(1);
        assertThat(only().createdAt()).isEqualTo(SettableTime.START);
        assertThat(only().updatedAt()).isEqualTo(SettableTime.START.plus(Duration.ofDays(60)));
    }

    @ParameterizedTest
    @CsvSource({"true, orders, true", "true, carts, false", "false, orders, false"})
    void archivesWhatIsGoneOnlyIfItSawAll(boolean whole, String name, boolean archived) throws InterruptedException {
        export(table(name, VerdictKind.NON_COMPLIANT));
        export.export(new Judged(HERE, List.of(), Set.of("carts"), whole, Optional.empty()), Instant.MAX);

        assertThat(only().archived()).isEqualTo(archived);
    }

    /** Law 1: what could not be read is never compliant. */
    @ParameterizedTest
    @CsvSource({
        // verdict before; sent, and the finding's status and record state after that
        "COMPLIANT, 1, NOT_AVAILABLE, false",
        "NON_COMPLIANT, 1, NOT_AVAILABLE, false",
        "EXEMPT, 1, NOT_AVAILABLE, false"
    })
    void nothingStaysPassedThatCouldNotBeListed(
            VerdictKind before, int sent, TableFinding.Status status, boolean archived) throws InterruptedException {
        export(table("orders", before));
        time.advance(Duration.ofHours(1));

        assertThat(exportUnlisted().sent()).isEqualTo(sent);
        assertThat(only().status()).isEqualTo(status);
        assertThat(only().archived()).isEqualTo(archived);
        assertThat(only().severity()).hasValue(Severity.MEDIUM);
        assertThat(only().description()).contains("AWS denied ListTables.");
        time.advance(Duration.ofHours(1));
        assertThat(exportUnlisted().sent()).as("again").isZero();
        assertThat(export(table("orders", VerdictKind.COMPLIANT)).sent()).isEqualTo(1);
        assertThat(only().status()).isEqualTo(TableFinding.Status.PASSED);
    }

    @Test
    void whatIsGoneStaysArchivedWhereNothingCanBeListed() throws InterruptedException {
        export(table("orders", VerdictKind.COMPLIANT));
        export();

        assertThat(exportUnlisted().sent()).isZero();
        assertThat(only().archived()).isTrue();
    }

    private Exported exportUnlisted() throws InterruptedException {
        return export.export(
                new Judged(HERE, List.of(), Set.of(), false, Optional.of("AWS denied ListTables.")), Instant.MAX);
    }

    @Test
    void sendsAHundredInARequest() throws InterruptedException {
        SweepView.TableView[] tables = IntStream.range(0, 230)
                .mapToObj(i -> table("table-" + i, VerdictKind.COMPLIANT))
                .toArray(SweepView.TableView[]::new);

        assertThat(export(tables).sent()).isEqualTo(230);
        assertThat(console.requests()).containsExactly(100, 100, 30);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 2, 0", "THROTTLED, 9, 1", "BROKEN, 1, 0", "DENIED, 1, 1", "MISSING, 1, 1", "REFUSED, 1, 1"})
    void repeatsWhatFailedAndCountsTheRest(Cause.Kind kind, int times, int failed) throws InterruptedException {
        Map<String, Integer> tries = new HashMap<>();
        console.refuse(finding -> finding.table().name().equals("b") && tries.merge("b", 1, Integer::sum) <= times
                ? Optional.of(new Cause(kind, "No."))
                : Optional.empty());

        Exported exported = export(table("a", VerdictKind.COMPLIANT), table("b", VerdictKind.COMPLIANT));

        assertThat(exported.sent()).isEqualTo(2 - failed);
        assertThat(exported.failed()).isEqualTo(failed);
        assertThat(exported.why().isPresent()).isEqualTo(failed > 0);
        console.refuse(_ -> Optional.empty());
        assertThat(export(table("a", VerdictKind.COMPLIANT), table("b", VerdictKind.COMPLIANT))
                        .sent())
                .as("the next sweep")
                .isEqualTo(failed);
    }

    @Test
    void sendsNothingWithoutKnowingWhatWasSent() throws InterruptedException {
        store.fail(Cause.Kind.BROKEN);

        assertThat(export(table("orders", VerdictKind.NON_COMPLIANT)).why()).isPresent();
        assertThat(console.findings()).isEmpty();
    }

    @Test
    void leavesTheRestToTheNextSweepWhenTimeIsOver() throws InterruptedException {
        Exported late = export.export(
                new Judged(HERE, List.of(table("orders", VerdictKind.COMPLIANT)), Set.of(), true, Optional.empty()),
                time.instant());

        assertThat(late.failed()).isEqualTo(1);
        assertThat(late.why())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.OUT_OF_TIME));
    }

    @Test
    void cutsTextsToWhatSecurityHubTakes() throws InterruptedException {
        SweepView.TableView hostile = table("x".repeat(255), VerdictKind.NON_COMPLIANT, FindingKind.values());
        export(hostile);

        assertThat(only().title()).hasSizeLessThanOrEqualTo(256);
        assertThat(only().description()).hasSizeLessThanOrEqualTo(1_024);
        assertThat(only().remedy().orElseThrow()).hasSizeLessThanOrEqualTo(512);
        assertThat(only().id()).hasSizeLessThanOrEqualTo(512);
    }
}
