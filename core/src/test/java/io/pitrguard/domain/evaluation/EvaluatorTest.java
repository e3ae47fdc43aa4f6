package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The truth tables: each recovery state against each requirement, once for each thing that a table's description can
 * say. {@link Words} says what the words stand for; {@code +} joins violations, {@code ?} is undetermined with that
 * cause, {@code -} is not applicable, and {@code *} asks for the description.
 */
class EvaluatorTest {

    private static final String NOT_READ = """
            state           | on          | days         | lag          | protection   | days+lag     | all
            fresh           | ok          | ok           | ok           | ?unread*     | ok           | ?unread*
            edge            | ok          | ok           | ok           | ?unread*     | ok           | ?unread*
            ahead           | ok          | ok           | ok           | ?unread*     | ok           | ?unread*
            no earliest     | ok          | ok           | ok           | ?unread*     | ok           | ?unread*
            short           | ok          | SHORT*       | ok           | ?unread*     | SHORT*       | SHORT*
            barely short    | ok          | SHORT13*     | ok           | ?unread*     | SHORT13*     | SHORT13*
            stale           | ok          | ok           | STALE*       | ?unread*     | STALE*       | STALE*
            barely stale    | ok          | ok           | STALE1NS*    | ?unread*     | STALE1NS*    | STALE1NS*
            short stale     | ok          | SHORT*       | STALE*       | ?unread*     | SHORT+STALE* | SHORT+STALE*
            no period       | ok          | ?period      | ok           | ?unread*     | ?period      | ?unread*
            no latest       | ok          | ok           | ?latest      | ?unread*     | ?latest      | ?unread*
            bare            | ok          | ?period      | ?latest      | ?unread*     | ?period      | ?unread*
            no period stale | ok          | ?period      | STALE*       | ?unread*     | STALE*       | STALE*
            short no latest | ok          | SHORT*       | ?latest      | ?unread*     | SHORT*       | SHORT*
            off             | OFF*        | OFF*         | OFF*         | OFF*         | OFF*         | OFF*
            gone            | -gone*      | -gone*       | -gone*       | -gone*       | -gone*       | -gone*
            throttled       | ?throttled  | ?throttled   | ?throttled   | ?throttled   | ?throttled   | ?throttled
            broken          | ?broken     | ?broken      | ?broken      | ?broken      | ?broken      | ?broken
            denied          | ?denied     | ?denied      | ?denied      | ?denied      | ?denied      | ?denied
            not yet         | ?not yet    | ?not yet     | ?not yet     | ?not yet     | ?not yet     | ?not yet
            out of time     | ?out of time| ?out of time | ?out of time | ?out of time | ?out of time | ?out of time
            refused         | ?refused    | ?refused     | ?refused     | ?refused     | ?refused     | ?refused
            """;

    private static final String PROTECTED = """
            state           | on          | days         | lag          | protection   | days+lag     | all
            fresh           | ok          | ok           | ok           | ok           | ok           | ok
            edge            | ok          | ok           | ok           | ok           | ok           | ok
            ahead           | ok          | ok           | ok           | ok           | ok           | ok
            no earliest     | ok          | ok           | ok           | ok           | ok           | ok
            short           | ok          | SHORT        | ok           | ok           | SHORT        | SHORT
            barely short    | ok          | SHORT13      | ok           | ok           | SHORT13      | SHORT13
            stale           | ok          | ok           | STALE        | ok           | STALE        | STALE
            barely stale    | ok          | ok           | STALE1NS     | ok           | STALE1NS     | STALE1NS
            short stale     | ok          | SHORT        | STALE        | ok           | SHORT+STALE  | SHORT+STALE
            no period       | ok          | ?period      | ok           | ok           | ?period      | ?period
            no latest       | ok          | ok           | ?latest      | ok           | ?latest      | ?latest
            bare            | ok          | ?period      | ?latest      | ok           | ?period      | ?period
            no period stale | ok          | ?period      | STALE        | ok           | STALE        | STALE
            short no latest | ok          | SHORT        | ?latest      | ok           | SHORT        | SHORT
            off             | OFF         | OFF          | OFF          | OFF          | OFF          | OFF
            gone            | lost        | lost         | lost         | lost         | lost         | lost
            throttled       | ?throttled  | ?throttled   | ?throttled   | ?throttled   | ?throttled   | ?throttled
            broken          | ?broken     | ?broken      | ?broken      | ?broken      | ?broken      | ?broken
            denied          | ?denied     | ?denied      | ?denied      | ?denied      | ?denied      | ?denied
            not yet         | ?not yet    | ?not yet     | ?not yet     | ?not yet     | ?not yet     | ?not yet
            out of time     | ?out of time| ?out of time | ?out of time | ?out of time | ?out of time | ?out of time
            refused         | ?refused    | ?refused     | ?refused     | ?refused     | ?refused     | ?refused
            """;

    private static final String OPEN = """
            state           | on          | days         | lag          | protection   | days+lag     | all
            fresh           | ok          | ok           | ok           | OPEN         | ok           | OPEN
            edge            | ok          | ok           | ok           | OPEN         | ok           | OPEN
            ahead           | ok          | ok           | ok           | OPEN         | ok           | OPEN
            no earliest     | ok          | ok           | ok           | OPEN         | ok           | OPEN
            short           | ok          | SHORT        | ok           | OPEN         | SHORT        | SHORT+OPEN
            barely short    | ok          | SHORT13      | ok           | OPEN         | SHORT13      | SHORT13+OPEN
            stale           | ok          | ok           | STALE        | OPEN         | STALE        | STALE+OPEN
            barely stale    | ok          | ok           | STALE1NS     | OPEN         | STALE1NS     | STALE1NS+OPEN
            short stale     | ok          | SHORT        | STALE        | OPEN         | SHORT+STALE  | SHORT+STALE+OPEN
            no period       | ok          | ?period      | ok           | OPEN         | ?period      | OPEN
            no latest       | ok          | ok           | ?latest      | OPEN         | ?latest      | OPEN
            bare            | ok          | ?period      | ?latest      | OPEN         | ?period      | OPEN
            no period stale | ok          | ?period      | STALE        | OPEN         | STALE        | STALE+OPEN
            short no latest | ok          | SHORT        | ?latest      | OPEN         | SHORT        | SHORT+OPEN
            off             | OFF         | OFF          | OFF          | OFF+OPEN     | OFF          | OFF+OPEN
            gone            | lost        | lost         | lost         | lost         | lost         | lost
            throttled       | ?throttled  | ?throttled   | ?throttled   | ?throttled   | ?throttled   | ?throttled
            broken          | ?broken     | ?broken      | ?broken      | ?broken      | ?broken      | ?broken
            denied          | ?denied     | ?denied      | ?denied      | ?denied      | ?denied      | ?denied
            not yet         | ?not yet    | ?not yet     | ?not yet     | ?not yet     | ?not yet     | ?not yet
            out of time     | ?out of time| ?out of time | ?out of time | ?out of time | ?out of time | ?out of time
            refused         | ?refused    | ?refused     | ?refused     | ?refused     | ?refused     | ?refused
            """;

    /** {@code ?details} is the cause for which the description could not be read. */
    private static final String UNREADABLE = """
            state           | on          | days         | lag          | protection   | days+lag     | all
            fresh           | ok          | ok           | ok           | ?details     | ok           | ?details
            edge            | ok          | ok           | ok           | ?details     | ok           | ?details
            ahead           | ok          | ok           | ok           | ?details     | ok           | ?details
            no earliest     | ok          | ok           | ok           | ?details     | ok           | ?details
            short           | ok          | SHORT        | ok           | ?details     | SHORT        | SHORT
            barely short    | ok          | SHORT13      | ok           | ?details     | SHORT13      | SHORT13
            stale           | ok          | ok           | STALE        | ?details     | STALE        | STALE
            barely stale    | ok          | ok           | STALE1NS     | ?details     | STALE1NS     | STALE1NS
            short stale     | ok          | SHORT        | STALE        | ?details     | SHORT+STALE  | SHORT+STALE
            no period       | ok          | ?period      | ok           | ?details     | ?period      | ?period
            no latest       | ok          | ok           | ?latest      | ?details     | ?latest      | ?latest
            bare            | ok          | ?period      | ?latest      | ?details     | ?period      | ?period
            no period stale | ok          | ?period      | STALE        | ?details     | STALE        | STALE
            short no latest | ok          | SHORT        | ?latest      | ?details     | SHORT        | SHORT
            off             | OFF         | OFF          | OFF          | OFF          | OFF          | OFF
            gone            | ?details    | ?details     | ?details     | ?details     | ?details     | ?details
            throttled       | ?throttled  | ?throttled   | ?throttled   | ?throttled   | ?throttled   | ?throttled
            broken          | ?broken     | ?broken      | ?broken      | ?broken      | ?broken      | ?broken
            denied          | ?denied     | ?denied      | ?denied      | ?denied      | ?denied      | ?denied
            not yet         | ?not yet    | ?not yet     | ?not yet     | ?not yet     | ?not yet     | ?not yet
            out of time     | ?out of time| ?out of time | ?out of time | ?out of time | ?out of time | ?out of time
            refused         | ?refused    | ?refused     | ?refused     | ?refused     | ?refused     | ?refused
            """;

    @Test
    void judgesEveryStateAgainstEveryRequirementBeforeTheDescriptionIsRead() {
        checkAll(NOT_READ, "not read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATING",
                "UPDATING",
                "ACTIVE",
                "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
                "ARCHIVING",
                "ARCHIVED",
                "REPLICATION_NOT_AUTHORIZED",
                "UNKNOWN"
            })
    void judgesEveryStateAgainstEveryRequirementInEachStatus(String status) {
        // AWS knows no backups of a table that it archived; of any other that it describes it should.
        String lost = status.startsWith("ARCHIV") ? "-archived" : "?" + status;
        checkAll(PROTECTED.replace("lost", lost), status + " protected");
        checkAll(OPEN.replace("lost", lost), status + " open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttled", "broken", "denied", "not yet", "out of time", "refused"})
    void judgesEveryStateAgainstEveryRequirementWithoutTheDescription(String cause) {
        checkAll(UNREADABLE.replace("?details", "?" + cause), cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING protected", "DELETING open"})
    void saysNothingOfTableThatIsBeingDeletedUnlessItsStateIsUnreadable(String details) {
        for (String requirement : Words.REQUIREMENTS) {
            for (String state : Words.STATES.subList(0, Words.STATES.indexOf("gone"))) {
                check(details, state, requirement, "-deleting");
            }
            check(details, "gone", requirement, "-deleting");
            check(details, "throttled", requirement, "?throttled");
            check(details, "broken", requirement, "?broken");
            check(details, "denied", requirement, "?denied");
            check(details, "not yet", requirement, "?not yet");
            check(details, "out of time", requirement, "?out of time");
            check(details, "refused", requirement, "?refused");
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void reportsTableThatVanishedBeforeItsDescriptionWasReadAsNotApplicable(String state) {
        for (String requirement : Words.REQUIREMENTS) {
            check("gone", state, requirement, "-gone");
        }
    }

    static Stream<String> states() {
        return Words.STATES.stream();
    }

    private static void checkAll(String text, String details) {
        TruthTable table = TruthTable.parse(text);
        assertThat(table.rowNames()).containsExactlyElementsOf(Words.STATES);
        assertThat(table.columns()).containsExactlyElementsOf(Words.REQUIREMENTS);
        table.checkAll((softly, state, requirement, cell) -> softly.assertThat(judge(details, state, requirement))
                .as("%s, required %s, details %s", state, requirement, details)
                .isEqualTo(expected(details, state, requirement, cell)));
    }

    private static void check(String details, String state, String requirement, String cell) {
        assertThat(judge(details, state, requirement))
                .as("%s, required %s, details %s", state, requirement, details)
                .isEqualTo(expected(details, state, requirement, cell));
    }

    private static Judgement judge(String details, String state, String requirement) {
        Policy policy = new Policy("test", List.of(rule(requirement)), Limits.STANDARD);
        TableFacts facts = new TableFacts(Words.ORDERS, Tags.NONE, Words.details(details));
        return Evaluator.evaluate(policy, facts, Words.state(state), Words.NOW);
    }

    private static Judgement expected(String details, String state, String requirement, String cell) {
        boolean gone = details.equals("gone") || state.equals("gone");
        Optional<Rule> rule = gone ? Optional.empty() : Optional.of(rule(requirement));
        List<Notice> notices = cell.equals("-archived") ? List.of(new Notice.TableArchived()) : List.of();
        return new Judgement(Words.verdict(cell.replace("*", "")), rule, notices, Words.missing(cell));
    }

    private static Rule rule(String requirement) {
        Requirement required = Words.requirement(requirement);
        return new Rule("required", Match.EVERY_TABLE, new Rule.Effect.Require(required, Action.ALERT));
    }
}
