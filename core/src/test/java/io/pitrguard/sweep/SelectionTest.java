package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sweeps over some tables: the others are neither read, changed nor resolved, and no verdict is weaker than without. */
class SelectionTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();

    private static Selection tables(String... globs) {
        return new Selection(List.of(globs).stream().map(Glob::new).toList(), List.of(), Selection.Findings.ANY);
    }

    private static Selection tagged(String... tags) {
        return new Selection(
                List.of(), List.of(tags).stream().map(TagPattern::parse).toList(), Selection.Findings.ANY);
    }

    private static Selection only(Set<VerdictKind> verdicts, Set<Severity> severities, Set<FindingKind> violations) {
        return new Selection(List.of(), List.of(), new Selection.Findings(verdicts, severities, violations));
    }

    private static List<String> names(SweepResult result) {
        return result.tables().stream().map(table -> table.table().name()).toList();
    }

    @Test
    void readsOnlyTablesOfTheseNames() throws Exception {
        world.tables.create("orders");
        world.tables.create("orders-eu");
        world.tables.create("users");

        SweepResult result = world.fix(ALL, tables("orders*", "none"));

        assertThat(names(result)).containsExactly("orders", "orders-eu");
        assertThat(world.tables.calls("users")).isEmpty();
        assertThat(world.tables.days("users")).isEmpty();
        assertThat(world.tables.days("orders-eu")).contains(35);
    }

    @Test
    void selectsTablesThatHaveAllTheseTags() throws Exception {
        world.tables.create("both").tags(Map.of("tier", "critical", "env", "prod-eu"));
        world.tables.create("one").tags(Map.of("tier", "critical"));
        world.tables.create("none");

        SweepResult result = world.fix(ALL, tagged("tier", "env=prod-*"));

        assertThat(names(result)).containsExactly("both");
        assertThat(world.tables.days("one")).isEmpty();
    }

    @Test
    void keepsTablesWhoseTagsCouldNotBeRead() throws Exception {
        world.tables.create("orders", 35);
        world.tables.on(Call.BULK_TAGS).fail(Cause.Kind.DENIED);

        assertThat(names(world.fix(ALL, tagged("tier=critical")))).containsExactly("orders");
    }

    @Test
    void selectsByViolationSeverityAndVerdict() throws Exception {
        world.tables.create("off");
        world.tables.create("on", 35);
        world.tables.create("short", 7);
        world.tables.create("broken", 35);
        world.tables.on(Call.READ, "broken").fail(Cause.Kind.DENIED);

        assertThat(names(world.fix(ALL, only(Set.of(), Set.of(), Set.of(FindingKind.PERIOD_TOO_SHORT)))))
                .as("an undetermined table may have it, too")
                .containsExactly("broken", "short");
        assertThat(world.tables.days("off")).as("not selected").isEmpty();
        assertThat(world.tables.days("short")).contains(35);
        assertThat(names(world.fix(ALL, only(Set.of(VerdictKind.COMPLIANT), Set.of(), Set.of()))))
                .containsExactly("on", "short");
        assertThat(names(world.fix(ALL, only(Set.of(), Set.of(Severity.LOW), Set.of()))))
                .containsExactly("broken");
    }

    @Test
    void keepsEveryViolationOfASelectedTable() throws Exception {
        world.tables.create("off");
        Policy strict = Policies.of(Policies.require("*", Policies.guarded(35), Action.ALERT));
        Verdict whole = of(world.read(strict), "off").judgement().verdict();

        SweepResult result = world.fix(strict, only(Set.of(), Set.of(), Set.of(FindingKind.RECOVERY_DISABLED)));

        assertThat(of(result, "off").judgement().verdict()).isEqualTo(whole);
    }

    @Test
    void leavesTheRecordsOfOtherTablesAsTheyAre() throws Exception {
        world.ledger = ledger;
        world.tables.create("orders");
        world.tables.create("gone");
        world.read(ALL);
        TableRecord before = record("gone");
        world.tables.delete("gone");

        assertThat(names(world.fix(ALL, tables("orders")))).containsExactly("orders");
        assertThat(record("gone")).as("nobody asked about it").isEqualTo(before);

        assertThat(names(world.fix(ALL, Selection.EVERYTHING))).contains("gone");
        assertThat(record("gone")).isNotEqualTo(before);
    }

    private TableRecord record(String table) {
        TableRef ref = InMemoryTables.WHERE.table(table);
        return ledger.read(ref).success().orElseThrow().record();
    }

    @Test
    void describesItself() {
        assertThat(Selection.EVERYTHING.isEverything()).isTrue();
        assertThat(Selection.EVERYTHING).hasToString("");
        assertThat(new Selection(
                        List.of(new Glob("orders-*"), new Glob("a")),
                        List.of(TagPattern.parse("tier=critical")),
                        new Selection.Findings(
                                Set.of(VerdictKind.UNDETERMINED),
                                Set.of(Severity.CRITICAL, Severity.HIGH),
                                Set.of(FindingKind.HISTORY_LOST))))
                .hasToString(
                        "table orders-*; table a; tag tier=critical; only UNDETERMINED, HIGH, CRITICAL, HistoryLost");
    }
}
