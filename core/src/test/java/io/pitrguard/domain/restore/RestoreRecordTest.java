package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreRecordTest {
    private static final RestoreRecord PLANNED = RestoreRecord.planned(AnyRestore.id(1), AnyRestore.plan());

    @Test
    void changesStatesWithAnEntryEach() {
        RestoreRecord next = PLANNED.to(new RestoreState.Requested(AnyRestore.AT), AnyRestore.AT, "Asked.")
                .withRequestId(Optional.of("r"))
                .withTaskToken(Optional.of("t"))
                .noted(AnyRestore.AT, "Noted.");

        assertThat(next.state()).isEqualTo(new RestoreState.Requested(AnyRestore.AT));
        assertThat(next.log()).extracting(RestoreEvent::what).hasSize(3).endsWith("Asked.", "Noted.");
        assertThat(next.requestId()).hasValue("r");
        assertThat(next.taskToken()).hasValue("t");
        assertThat(next.where()).isEqualTo(AnyRestore.SOURCE.where());
    }

    @Test
    void keepsTheBeginningAndTheEndOfALongLog() {
        RestoreRecord record = PLANNED;
        for (int i = 1; i <= 2 * RestoreRecord.MOST_EVENTS; i++) {
            record = record.noted(AnyRestore.AT, "Entry " + i);
        }

        assertThat(record.log()).hasSize(RestoreRecord.MOST_EVENTS);
        assertThat(record.log().get(1).what()).isEqualTo("Entry 1");
        assertThat(record.log().getLast().what()).isEqualTo("Entry 400");
    }

    @Test
    void isApprovedOnlyWithAnApproval() {
        Approval approval = AnyRestore.approval(PLANNED.plan());

        RestoreRecord approved = PLANNED.approved(approval, "Approved.");
        assertThat(approved.approval()).hasValue(approval);
        assertThat(approved.state()).isEqualTo(new RestoreState.Approved(approval.at()));
        assertThatThrownBy(() -> PLANNED.to(new RestoreState.Approved(AnyRestore.AT), AnyRestore.AT, "Approved."))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitsAsLongAsBeforeWithoutItsApproval() {
        Instant expires = AnyRestore.AT.plusSeconds(60);
        RestoreRecord waiting = PLANNED.to(new RestoreState.AwaitingApproval(expires), AnyRestore.AT, "Waiting.");

        RestoreRecord approved = waiting.approved(AnyRestore.approval(PLANNED.plan()), "Approved.");
        assertThat(approved.state()).isEqualTo(new RestoreState.Approved(expires));

        RestoreRecord again = approved.unapproved(expires, AnyRestore.AT, "It does not count.");
        assertThat(again.state()).isEqualTo(waiting.state());
        assertThat(again.approval()).isEmpty();
        assertThat(again.log().getLast().what()).isEqualTo("It does not count.");
    }

    @Test
    void keepsAConfirmation() {
        Confirmation confirmation = new Confirmation(AnyRestore.OTHER, AnyRestore.AT, Set.of("ttl"));
        RestoreRecord record =
                PLANNED.confirmed(confirmation, new RestoreState.CopyingSettings(AnyRestore.restored()), "Confirmed.");

        assertThat(record.confirmation()).hasValue(confirmation);
        assertThat(record.withSettings(CopyProgress.NONE).settings()).isEqualTo(CopyProgress.NONE);
    }

    @Test
    void knowsTheTableOfEachState() {
        String id = AnyRestore.restored().tableId();
        List<RestoreState> with = AnyRestore.states().stream()
                .filter(state -> state.madeTableId().isPresent())
                .toList();

        assertThat(with)
                .hasSize(9)
                .allSatisfy(state -> assertThat(state.madeTableId()).hasValue(id));
        assertThat(AnyRestore.states().stream()
                        .filter(state -> state.restoredTable().isPresent()))
                .hasSize(6);
        assertThat(AnyRestore.states().stream().filter(RestoreState::over)).hasSize(8);
        assertThat(AnyRestore.restored().took())
                .isEqualTo(Duration.ofMinutes(24).minusSeconds(5));
    }

    /** The name of each state's type, spelled as a constant. */
    @Test
    void namesEachState() {
        assertThat(AnyRestore.states()).extracting(RestoreState::kind).contains(RestoreStateKind.values());
        assertThat(AnyRestore.states())
                .allSatisfy(state -> assertThat(state.kind().name())
                        .isEqualTo(state.getClass()
                                .getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toUpperCase(Locale.ROOT)));
    }

    @Test
    void hasSortableIds() {
        RestoreId id = RestoreId.of(
                Instant.parse("2026-11-30T09:15:00Z"), AnyRestore.SOURCE.where().table("Orders_2.x"), "7f3a");

        assertThat(id).hasToString("20261130-091500-orders-2-x-7f3a").isLessThan(AnyRestore.id(999_999));
        assertThat(RestoreId.of(AnyRestore.AT, AnyRestore.SOURCE.where().table("a".repeat(255)), "7f3a")
                        .value())
                .hasSizeLessThanOrEqualTo(80);
        assertThatThrownBy(() -> new RestoreId("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesARequestOfNobody() {
        assertThatThrownBy(() -> new RestoreRequest(
                        new RestoreSource.Live(AnyRestore.SOURCE),
                        new RestoreMoment.Latest(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        SettingsChoice.ALL,
                        Optional.empty(),
                        " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
