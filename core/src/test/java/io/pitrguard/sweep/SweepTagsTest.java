package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTables.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags come in bulk from an index that lags behind; before a table is changed they are read from the table itself. */
class SweepTagsTest {
    private static final Policy CRITICAL = Policies.of(Policies.remediateTagged("tier=critical", 35));

    private final SweepFixture world = new SweepFixture();

    @Test
    void doesNotChangeTableWhoseOwnTagsNoLongerAskForIt() throws Exception {
        world.tables
                .create("orders")
                .tags(Map.of("tier", "critical"))
                .bulkTagsLagBehind()
                .tags(Map.of("tier", "low"));

        SweepResult result = world.fix(CRITICAL);

        assertThat(outcome(result, "orders")).isEqualTo("AlertOnly");
        assertThat(SweepFixture.of(result, "orders").judgement().rule())
                .hasValueSatisfying(rule -> assertThat(rule).isEqualTo(Policy.FALLBACK));
        assertThat(world.tables.calls("orders")).containsExactly("READ", "DESCRIBE", "TAGS_OF", "DESCRIBE", "READ");
    }

    @Test
    void doesNotChangeTableThatIsExemptByItsOwnTags() throws Exception {
        world.tables
                .create("orders")
                .tags(Map.of("tier", "critical"))
                .bulkTagsLagBehind()
                .tags(Map.of(
                        "tier",
                        "critical",
                        TagExemption.UNTIL,
                        "2027-01-01",
                        TagExemption.REASON,
                        "rebuilt",
                        TagExemption.OWNER,
                        "data"));

        SweepResult result = world.fix(CRITICAL);

        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.Exempt.class);
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    private static final Map<String, String> EXEMPT = Map.of(
            TagExemption.UNTIL, "2027-01-01", TagExemption.REASON, "load test", TagExemption.OWNER, "performance");

    @Test
    void doesNotExemptATableByTheTagsOfAFormerOne() throws Exception {
        world.tables.create("orders").bulkTags(EXEMPT);
        world.tables.create("plain", 35).bulkTags(EXEMPT);
        world.tables.create("untagged", 35);

        SweepResult result = world.fix(Policies.of(Policies.remediate("*", 35)));

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(world.tables.calls("plain"))
                .as("a tag that changes nothing costs nothing")
                .containsExactly("READ");
        assertThat(world.tables.calls("untagged")).containsExactly("READ");
    }

    @Test
    void believesAnExemptionThatTheTableHasItself() throws Exception {
        world.tables.create("orders").tags(EXEMPT);

        SweepResult result = world.fix(Policies.of(Policies.remediate("*", 35)));

        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.Exempt.class);
        assertThat(world.tables.calls("orders")).containsExactly("READ", "DESCRIBE", "TAGS_OF");
    }

    @Test
    void doesNotJudgeATableByTheWeakerRuleOfAFormerOne() throws Exception {
        Policy policy = Policies.of(Policies.remediateTagged("stage=dev", 1), Policies.remediate("*", 35));
        world.tables.create("orders", 7).bulkTags(Map.of("stage", "dev"));

        SweepResult result = world.fix(policy);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(world.tables.days("orders")).hasValue(35);
    }

    @Test
    void leavesAVerdictOpenThatOnlyTagsInBulkMakeBetter() throws Exception {
        world.tables.create("orders").bulkTags(EXEMPT);
        world.tables.on(Call.TAGS_OF).fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(Policies.of(Policies.remediate("*", 35)));

        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.Undetermined.class);
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    @Test
    void leavesOnlyVerdictsThatHangOnTagsOpenWhenTagsCannotBeRead() throws Exception {
        world.tables.create("fine", 35);
        world.tables.create("short", 7).tags(Map.of("tier", "critical"));
        world.tables.create("off").tags(Map.of("tier", "critical"));
        world.tables.on(Call.BULK_TAGS).fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(CRITICAL);

        assertThat(verdict(result, "fine")).isEqualTo(new Verdict.Compliant());
        assertThat(List.of("short", "off"))
                .allSatisfy(name -> assertThat(verdict(result, name))
                        .isInstanceOfSatisfying(
                                Verdict.Undetermined.class,
                                open -> assertThat(open.cause().message()).contains("tags", "DENIED")));
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }
}
