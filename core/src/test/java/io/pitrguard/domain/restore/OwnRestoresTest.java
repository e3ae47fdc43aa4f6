package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnRestoresTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final TableRef ORDERS = WHERE.table("orders");
    private static final TableRef TARGET = WHERE.table("pitr-guard-restore-orders");
    private static final String BACKUP = ORDERS.arn() + "/backup/01542089411461-99d7c4bb";
    private static final Instant REQUESTED = Instant.parse("2026-11-30T09:15:00Z");
    private static final Instant NOW = REQUESTED.plus(Duration.ofHours(1));
    private static final RestoredTable TABLE = new RestoredTable(REQUESTED, NOW, "id-1");

    static Stream<RestoreState> underWay() {
        return Stream.of(
                new RestoreState.Requested(REQUESTED),
                new RestoreState.Restoring(REQUESTED, "id-1", Optional.empty()),
                new RestoreState.CopyingSettings(TABLE),
                new RestoreState.AwaitingConfirmation(TABLE, List.of()));
    }

    static Stream<RestoreState> notUnderWay() {
        return Stream.of(
                new RestoreState.Planned(),
                new RestoreState.AwaitingApproval(NOW),
                new RestoreState.Completed(TABLE, NOW, List.of()),
                new RestoreState.Failed(NOW, "It failed.", "Try again.", Optional.of("id-1")),
                new RestoreState.Discarding(NOW, "id-1", Optional.of(TABLE)),
                new RestoreState.Discarded(NOW, Optional.of(TABLE)),
                new RestoreState.Refused("grace", NOW),
                new RestoreState.Expired(NOW));
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void knowsTheTableThatARestoreIsMaking(RestoreState state) {
        assertThat(making(state, TARGET, details("id-1", REQUESTED, toMoment())))
                .contains(UnderWay.ID);
    }

    @ParameterizedTest
    @MethodSource("notUnderWay")
    void judgesTheTableOfAnyOtherRestoreAsAnyOther(RestoreState state) {
        assertThat(making(state, TARGET, details("id-1", REQUESTED, toMoment())))
                .isEmpty();
    }

    @Test
    void judgesTheTableOfAnApprovedRestoreAsAnyOther() {
        RestoreRecord planned = UnderWay.toMoment(ORDERS, TARGET, new RestoreState.Planned());
        RestoreRecord approved =
                planned.approved(new Approval("grace", NOW, planned.plan().digest(), false), "Approved.");

        assertThat(new OwnRestores(List.of(approved)).making(TARGET, details("id-1", REQUESTED, toMoment()), NOW))
                .isEmpty();
    }

    @Test
    void judgesARestoreThatNobodyContinuesAsAnyOtherAfterAWeek() {
        RestoreState state = new RestoreState.CopyingSettings(TABLE);
        OwnRestores restores = new OwnRestores(List.of(UnderWay.toMoment(ORDERS, TARGET, state)));
        TableDetails details = details("id-1", REQUESTED, toMoment());
        Instant end = REQUESTED.plus(OwnRestores.LONGEST);

        assertThat(restores.making(TARGET, details, end.minusSeconds(1))).contains(UnderWay.ID);
        assertThat(restores.making(TARGET, details, end)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void doesNotTakeATableOfTheSameNameForItsOwn(RestoreState state) {
        TableDetails.Restored otherSource =
                new TableDetails.Restored(Optional.of(TARGET.arn()), Optional.empty(), UnderWay.MOMENT);

        assertThat(making(state, TARGET, details("id-2", REQUESTED.minusSeconds(61), otherSource)))
                .isEmpty();
    }

    @Test
    void doesNotTakeATableOfAnotherNameForItsOwn() {
        RestoreState state = new RestoreState.Restoring(REQUESTED, "id-1", Optional.empty());

        assertThat(making(state, ORDERS, details("id-1", REQUESTED, toMoment())))
                .isEmpty();
    }

    @Test
    void comparesSourceMomentAndTimeUntilTheIdIsKnown() {
        RestoreState state = new RestoreState.Requested(REQUESTED);
        TableDetails.Restored otherMoment = new TableDetails.Restored(Optional.of(ORDERS.arn()), Optional.empty(), NOW);
        TableDetails.Restored otherSource =
                new TableDetails.Restored(Optional.of(TARGET.arn()), Optional.empty(), UnderWay.MOMENT);

        assertThat(making(state, TARGET, details("x", REQUESTED.minusSeconds(60), toMoment())))
                .contains(UnderWay.ID);
        assertThat(making(state, TARGET, details("x", REQUESTED.minusSeconds(61), toMoment())))
                .isEmpty();
        assertThat(making(state, TARGET, details("x", REQUESTED, otherMoment))).isEmpty();
        assertThat(making(state, TARGET, details("x", REQUESTED, otherSource))).isEmpty();
    }

    @Test
    void comparesTheBackupUntilTheIdIsKnown() {
        OwnRestores restores =
                new OwnRestores(List.of(UnderWay.fromBackup(ORDERS, BACKUP, new RestoreState.Requested(REQUESTED))));
        TableDetails.Restored own =
                new TableDetails.Restored(Optional.of(ORDERS.arn()), Optional.of(BACKUP), UnderWay.MOMENT);
        TableDetails.Restored other =
                new TableDetails.Restored(Optional.of(ORDERS.arn()), Optional.of(BACKUP + "0"), UnderWay.MOMENT);

        assertThat(restores.making(ORDERS, details("x", REQUESTED, own), NOW)).contains(UnderWay.ID);
        assertThat(restores.making(ORDERS, details("x", REQUESTED, other), NOW)).isEmpty();
        assertThat(restores.making(ORDERS, details("x", REQUESTED, toMoment()), NOW))
                .isEmpty();
    }

    @Test
    void saysNothingOfTablesThatNoRestoreMade() {
        TableDetails plain =
                new TableDetails(TableStatus.ACTIVE, 1, false, Optional.of(new TableDetails.Origin("id-1", REQUESTED)));
        TableDetails unknown = new TableDetails(TableStatus.ACTIVE, 1, false).with(toMoment());
        RestoreState state = new RestoreState.Restoring(REQUESTED, "id-1", Optional.empty());

        assertThat(making(state, TARGET, plain)).isEmpty();
        assertThat(making(state, TARGET, unknown)).isEmpty();
    }

    private static Optional<RestoreId> making(RestoreState state, TableRef table, TableDetails details) {
        return new OwnRestores(List.of(UnderWay.toMoment(ORDERS, TARGET, state))).making(table, details, NOW);
    }

    private static TableDetails.Restored toMoment() {
        return new TableDetails.Restored(Optional.of(ORDERS.arn()), Optional.empty(), UnderWay.MOMENT);
    }

    private static TableDetails details(String id, Instant created, TableDetails.Restored restored) {
        return new TableDetails(TableStatus.ACTIVE, 1, false, Optional.of(new TableDetails.Origin(id, created)))
                .with(restored);
    }
}
