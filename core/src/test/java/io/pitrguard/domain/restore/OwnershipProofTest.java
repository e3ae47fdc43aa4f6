package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyRestore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnershipProofTest {
    private static final String ID = AnyRestore.restored().tableId();
    private static final RestoreRecord RECORD = AnyRestore.record(
            AnyRestore.id(1),
            AnyRestore.plan(),
            new RestoreState.Completed(AnyRestore.restored(), AnyRestore.AT, List.of()));

    @Test
    void provesATableThatPitrGuardMade() {
        assertThat(OwnershipProof.of(RECORD, table(), List.of())).isEqualTo(new OwnershipProof.Proven(ID));
    }

    @Test
    void refusesWhereTheRecordHasNoId() {
        RestoreRecord none =
                AnyRestore.record(AnyRestore.id(1), AnyRestore.plan(), new RestoreState.Requested(AnyRestore.AT));

        assertThat(reasons(none, table(), List.of())).containsExactly(OwnershipProof.NO_TABLE);
    }

    /** T10. */
    @Test
    void refusesATableOfTheNameWithAnotherId() {
        assertThat(reasons(RECORD, with(table(), "another", summary(), TableStatus.ACTIVE), List.of()))
                .singleElement()
                .asString()
                .contains("its id is another");
    }

    @Test
    void refusesAnotherTable() {
        TableDescription other = new TableDescription(
                AnyRestore.SOURCE,
                TableStatus.ACTIVE,
                ID,
                AnyRestore.AT,
                summary(),
                AnyRestore.shape(),
                Optional.of(false),
                List.of());

        assertThat(reasons(RECORD, other, List.of())).singleElement().asString().contains("not the target");
    }

    @Test
    void refusesATableThatAwsDoesNotDescribeAsThatRestore() {
        for (Optional<RestoreSummary> how : List.of(
                Optional.<RestoreSummary>empty(),
                Optional.of(new RestoreSummary(Optional.of("arn:other"), Optional.empty(), AnyRestore.MOMENT, false)),
                Optional.of(new RestoreSummary(
                        Optional.of(AnyRestore.SOURCE.arn()), Optional.empty(), AnyRestore.AT, false)),
                Optional.of(new RestoreSummary(
                        Optional.of(AnyRestore.SOURCE.arn()), Optional.of("arn:backup"), AnyRestore.MOMENT, false)))) {
            assertThat(reasons(RECORD, with(table(), ID, how, TableStatus.ACTIVE), List.of()))
                    .singleElement()
                    .asString()
                    .contains("does not describe it as a restore of orders");
        }
    }

    @Test
    void refusesANameWithoutThePrefix() {
        RestorePlan plan = AnyRestore.plan(
                AnyRestore.request(new RestoreSource.Deleted(AnyRestore.SOURCE), SettingsChoice.NONE),
                new RestorePoint.Backup(AnyRestore.backup(AnyRestore.SOURCE, AnyRestore.MOMENT)),
                "orders");
        RestoreRecord record = AnyRestore.record(AnyRestore.id(1), plan, RECORD.state());
        TableDescription table = new TableDescription(
                plan.target(),
                TableStatus.ACTIVE,
                ID,
                AnyRestore.AT,
                Optional.of(new RestoreSummary(
                        Optional.of(AnyRestore.SOURCE.arn()),
                        Optional.of(AnyRestore.backup(AnyRestore.SOURCE, AnyRestore.MOMENT)
                                .arn()),
                        AnyRestore.MOMENT,
                        false)),
                AnyRestore.shape(),
                Optional.of(false),
                List.of());

        assertThat(reasons(record, table, List.of()))
                .containsExactly(
                        "Its name does not begin with pitr-guard-restore-: pitr-guard deletes only tables whose names do.",
                        "It has the name of the table that was restored.");
    }

    @Test
    void refusesATableThatSomebodyUses() {
        TableUser user = new TableUser("Lambda event source mapping", "abc", "aws lambda delete-event-source-mapping");
        TableDescription used = new TableDescription(
                table().table(),
                TableStatus.UPDATING,
                ID,
                AnyRestore.AT,
                summary(),
                AnyRestore.shape(),
                Optional.of(true),
                List.of("us-east-1"));

        assertThat(reasons(RECORD, used, List.of(user)))
                .hasSize(4)
                .anySatisfy(reason -> assertThat(reason).contains("UPDATING"))
                .anySatisfy(reason -> assertThat(reason).contains("--no-deletion-protection-enabled"))
                .anySatisfy(reason -> assertThat(reason).contains("replicas in us-east-1"))
                .anySatisfy(reason -> assertThat(reason).contains("abc").contains(user.remove()));
    }

    @Test
    void takesUnknownDeletionProtectionForOn() {
        TableDescription unknown = new TableDescription(
                table().table(),
                TableStatus.ACTIVE,
                ID,
                AnyRestore.AT,
                summary(),
                AnyRestore.shape(),
                Optional.empty(),
                List.of());

        assertThat(reasons(RECORD, unknown, List.of()))
                .singleElement()
                .asString()
                .contains("not known");
    }

    /** Its deletion protection is pitr-guard's own, once nobody needs the table any more. */
    @Test
    void provesAProtectedAuditTableOnlyAfterItsSignOff() {
        RestoreRecord signed = AnyRestore.signedOff();
        RestoreRecord unsigned = AnyRestore.record(signed.id(), signed.plan(), signed.state());
        RestoreRecord noAudit = AnyRestore.record(signed.id(), AnyRestore.plan(), signed.state())
                .signedOff(signed.signOff().orElseThrow(), "Signed off.");

        assertThat(OwnershipProof.of(signed, protection(Optional.of(true)), List.of()))
                .isEqualTo(new OwnershipProof.Proven(ID));
        assertThat(OwnershipProof.of(signed, protection(Optional.of(false)), List.of()))
                .isEqualTo(new OwnershipProof.Proven(ID));
        assertThat(reasons(signed, protection(Optional.empty()), List.of())).hasSize(1);
        assertThat(reasons(unsigned, protection(Optional.of(true)), List.of())).hasSize(1);
        assertThat(reasons(noAudit, protection(Optional.of(true)), List.of())).hasSize(1);
    }

    private static TableDescription protection(Optional<Boolean> on) {
        return new TableDescription(
                table().table(), TableStatus.ACTIVE, ID, AnyRestore.AT, summary(), AnyRestore.shape(), on, List.of());
    }

    private static List<String> reasons(RestoreRecord record, TableDescription table, List<TableUser> users) {
        OwnershipProof proof = OwnershipProof.of(record, table, users);
        assertThat(proof).isInstanceOf(OwnershipProof.Refused.class);
        return ((OwnershipProof.Refused) proof).reasons();
    }

    private static Optional<RestoreSummary> summary() {
        return Optional.of(new RestoreSummary(
                Optional.of(AnyRestore.SOURCE.arn()), Optional.empty(), AnyRestore.MOMENT.plusMillis(3), false));
    }

    private static TableDescription table() {
        return new TableDescription(
                AnyRestore.plan().target(),
                TableStatus.ACTIVE,
                ID,
                AnyRestore.AT,
                summary(),
                AnyRestore.shape(),
                Optional.of(false),
                List.of());
    }

    private static TableDescription with(
            TableDescription table, String id, Optional<RestoreSummary> how, TableStatus status) {
        return new TableDescription(
                table.table(),
                status,
                id,
                table.created(),
                how,
                table.shape(),
                table.deletionProtection(),
                table.replicas());
    }
}
