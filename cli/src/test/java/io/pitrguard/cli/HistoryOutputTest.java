package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.report.HistoryView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link HistoryOutput}: its exact text. */
class HistoryOutputTest {
    private static HistoryView.EntryView entry(int minute, @Nullable String tableId, boolean former) {
        return new HistoryView.EntryView(
                "2026-11-22T10:0" + minute + ":00Z",
                TimelineEntry.Kind.HISTORY_LOST,
                "It is\nlost.",
                Trigger.CONFIG_RULE,
                null,
                tableId,
                former);
    }

    private static String text(HistoryView.EntryView... entries) {
        return HistoryOutput.text(view(entries), new Screen(60, false), false);
    }

    private static HistoryView view(HistoryView.EntryView... entries) {
        return new HistoryView(
                "orders",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                "123456789012",
                "eu-west-1",
                "id-3",
                null,
                false,
                List.of(entries));
    }

    @Test
    void csvHasALineForEachEntry() {
        assertThat(HistoryOutput.csv(view(entry(0, null, true), entry(4, "id-3", false))))
                .isEqualTo("""
                at,table,kind,text,trigger,who,from,with,requestId,tableId,formerTable\r
                2026-11-22T10:00:00Z,orders,HISTORY_LOST,"It is
                lost.",CONFIG_RULE,,,,,,true\r
                2026-11-22T10:04:00Z,orders,HISTORY_LOST,"It is
                lost.",CONFIG_RULE,,,,,id-3,false\r
                """);
    }

    @Test
    void quietHasOnlyEntriesThatTellOfAProblem() {
        HistoryView.EntryView lost = entry(4, "id-3", false);
        HistoryView.EntryView resolved = new HistoryView.EntryView(
                lost.at(), TimelineEntry.Kind.RESOLVED, "Resolved.", lost.trigger(), null, "id-3", false);

        assertThat(HistoryOutput.text(view(resolved, lost), new Screen(60, false), true))
                .isEqualTo("""
                TIME (UTC)           TRIGGER      KIND
                2026-11-22 10:04:00  config rule  history lost
                    It is lost.
                """);
        assertThat(HistoryOutput.text(view(resolved), new Screen(60, false), true))
                .isEmpty();
    }

    @Test
    void separatesEntriesOfEarlierTables() {
        assertThat(text(
                        entry(0, null, true),
                        entry(1, "id-1", true),
                        entry(2, null, true),
                        entry(3, "id-2", true),
                        entry(4, "id-3", false),
                        entry(5, null, false)))
                .isEqualTo("""
                        orders in eu-west-1, account 123456789012

                        TIME (UTC)           TRIGGER      KIND
                        -- earlier table of the same name --
                        2026-11-22 10:00:00  config rule  history lost
                            It is lost.
                        -- earlier table of the same name (id id-1) --
                        2026-11-22 10:01:00  config rule  history lost
                            It is lost.
                        2026-11-22 10:02:00  config rule  history lost
                            It is lost.
                        -- earlier table of the same name (id id-2) --
                        2026-11-22 10:03:00  config rule  history lost
                            It is lost.
                        -- current table (id id-3) --
                        2026-11-22 10:04:00  config rule  history lost
                            It is lost.
                        2026-11-22 10:05:00  config rule  history lost
                            It is lost.
                        """);
    }

    /** Where no request is known, each has a person of its own. */
    @Test
    void namesTheCallerOfARequestOnceAndEveryOtherEachTime() {
        String text = text(
                by("ann", "request-1"), by("ann", "request-1"), by("ann", Actor.UNKNOWN), by("bob", Actor.UNKNOWN));

        assertThat(text.replaceAll("\\s+", " "))
                .containsOnlyOnce("By ann, from here, with a tool (request request-1).")
                .containsOnlyOnce("It is lost. By ann, from here, with a tool. ")
                .containsOnlyOnce("It is lost. By bob, from here, with a tool.");
    }

    private static HistoryView.EntryView by(String who, String request) {
        return new HistoryView.EntryView(
                "2026-11-22T10:00:00Z",
                TimelineEntry.Kind.REMEDIATED,
                "It is lost",
                Trigger.PERSON,
                new HistoryView.ActorView(who, "here", "a tool", request),
                null,
                false);
    }

    @Test
    void showsNoSectionsForOneTable() {
        assertThat(text(entry(4, "id-3", false), entry(5, null, false))).doesNotContain("--");
    }
}
