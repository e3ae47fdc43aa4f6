package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.InMemoryDrillStore;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestorePlannerTest {
    private static final Instant MOMENT = AnyRestore.MOMENT;
    private static final Cause NO_ANSWER = new Cause(Cause.Kind.BROKEN, "No answer.");

    private static final String SHORTER = "Drills made the table without its indexes. With them it may take longer.";

    private final RestoreTestBed bed = new RestoreTestBed();
    private final InMemoryDrillStore drills = new InMemoryDrillStore();
    private RestorePermissions.Answer permissions = new RestorePermissions.Answer.Allowed();
    private RestorePolicy policy = RestorePolicy.STANDARD;
    private TableRestores tables = bed.tables;

    private RestoreRequest request(Optional<String> name, Optional<String> region, Optional<String> key) {
        return new RestoreRequest(
                new RestoreSource.Live(RestoreTestBed.SOURCE),
                new RestoreMoment.At(MOMENT),
                name,
                region,
                true,
                SettingsChoice.ALL,
                key,
                AnyRestore.REQUESTER);
    }

    private RestoreRequest live() {
        return request(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private RestoreRequest withoutIndexes() {
        RestoreRequest all = live();
        return new RestoreRequest(
                all.source(),
                all.moment(),
                all.targetName(),
                all.targetRegion(),
                false,
                all.settings(),
                all.kmsKey(),
                all.requester());
    }

    private RestoreRequest deleted(Optional<String> name) {
        return new RestoreRequest(
                new RestoreSource.Deleted(RestoreTestBed.SOURCE),
                new RestoreMoment.Latest(),
                name,
                Optional.empty(),
                false,
                SettingsChoice.SAFE,
                Optional.empty(),
                AnyRestore.REQUESTER);
    }

    @Test
    void plansALiveTableBesideItself() {
        RestorePlan plan = plan(live());

        assertThat(plan.target().name()).isEqualTo("pitr-guard-restore-orders-20261122-090000");
        assertThat(plan.from()).isEqualTo(new RestorePoint.PointInTime(MOMENT));
        assertThat(plan.source().tableId()).hasValue(bed.sourceId);
        assertThat(plan.time()).isEqualTo(new TimeEstimate.General());
        assertThat(plan.cost())
                .isInstanceOfSatisfying(
                        RestoreCost.Usd.class, usd -> assertThat(usd.least()).isPositive());
        assertThat(plan.approval()).isEqualTo(new ApprovalNeed.NotRequired());
        assertThat(texts(plan, Remark.Kind.STAYS_DIFFERENT))
                .singleElement()
                .asString()
                .contains("tags")
                .contains("time to live")
                .contains("wait for a person")
                .as("settings that no command copies are not among those that are copied")
                .endsWith("pitr-guard never copies: replicas, auto scaling of replicas, EventBridge Pipes, "
                        + "what names the table elsewhere.");
        assertThat(texts(plan, Remark.Kind.ENCRYPTION))
                .singleElement()
                .asString()
                .contains("DynamoDB owns");
        assertThat(texts(plan, Remark.Kind.PERMISSION)).isEmpty();
        assertThat(texts(plan, Remark.Kind.NAME)).isEmpty();
        assertThat(texts(plan, Remark.Kind.NOT_KNOWN)).isEmpty();
    }

    @Test
    void changesNothing() {
        plan(live());

        assertThat(bed.tables.ids()).containsExactly(bed.sourceId);
        assertThat(bed.store
                        .list(RestoreTestBed.SOURCE.where())
                        .success()
                        .orElseThrow()
                        .records())
                .isEmpty();
    }

    @Test
    void knowsEarlierRestoresAndWhoMustApprove() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();
        policy = RestoreTestBed.APPROVAL;

        RestorePlan plan = plan(live());

        assertThat(plan.time()).isInstanceOf(TimeEstimate.Measured.class);
        assertThat(plan.approval()).isInstanceOf(ApprovalNeed.Required.class);
    }

    @Test
    void namesMissingPermissions() {
        permissions = new RestorePermissions.Answer.Missing(List.of("dynamodb:PutItem on X"));
        assertThat(texts(plan(live()), Remark.Kind.PERMISSION))
                .singleElement()
                .asString()
                .contains("dynamodb:PutItem on X");

        permissions = new RestorePermissions.Answer.NotKnown(NO_ANSWER);
        assertThat(texts(plan(live()), Remark.Kind.NOT_KNOWN))
                .singleElement()
                .asString()
                .contains("No answer.");
    }

    @Test
    void namesIndexesCapacityAndKey() {
        TableShape shape = new TableShape(
                OptionalLong.of(5),
                List.of(
                        new TableIndex("by-day", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE, OptionalLong.of(1)),
                        new TableIndex(
                                "by-hour", TableIndex.Kind.LOCAL, TableIndex.Status.ACTIVE, OptionalLong.empty())),
                new TableShape.Billing.Provisioned(1_000, 50),
                new TableShape.Encryption.Kms("arn:key"),
                new TableShape.Stream.Enabled(Optional.empty()));
        shaped(shape);

        RestorePlan plan = plan(live());
        assertThat(texts(plan, Remark.Kind.INDEXES)).singleElement().asString().contains("by-day, by-hour");
        assertThat(texts(plan, Remark.Kind.CAPACITY)).singleElement().asString().contains("1,000 read and 50 write");
        assertThat(texts(plan, Remark.Kind.ENCRYPTION))
                .singleElement()
                .asString()
                .contains("arn:key");
        RestoreRequest none = new RestoreRequest(
                live().source(),
                live().moment(),
                Optional.empty(),
                Optional.empty(),
                false,
                SettingsChoice.NONE,
                Optional.of("alias/mine"),
                AnyRestore.REQUESTER);
        assertThat(texts(plan(none), Remark.Kind.INDEXES))
                .singleElement()
                .asString()
                .contains("never be added later");
        assertThat(texts(plan(none), Remark.Kind.ENCRYPTION))
                .singleElement()
                .asString()
                .contains("alias/mine");
        assertThat(texts(plan(none), Remark.Kind.STAYS_DIFFERENT))
                .singleElement()
                .asString()
                .contains("copies none");
    }

    @Test
    void namesWhatAwsLeavesOut() {
        shaped(new TableShape(
                OptionalLong.empty(),
                List.of(),
                new TableShape.Billing.Unknown(),
                new TableShape.Encryption.Unknown(),
                new TableShape.Stream.None()));

        RestorePlan plan = plan(live());

        assertThat(plan.cost()).isInstanceOf(RestoreCost.Unknown.class);
        assertThat(texts(plan, Remark.Kind.CAPACITY)).singleElement().asString().contains("does not tell");
        assertThat(texts(plan, Remark.Kind.ENCRYPTION))
                .singleElement()
                .asString()
                .contains("does not tell");
    }

    private void shaped(TableShape shape) {
        bed.tables.vanish(RestoreTestBed.SOURCE);
        bed.tables.create(RestoreTestBed.SOURCE, shape, AnyRestore.AT.minus(Duration.ofDays(3)));
    }

    @Test
    void needsAKeyOfAnotherRegion() {
        shaped(new TableShape(
                OptionalLong.of(5),
                List.of(),
                new TableShape.Billing.OnDemand(),
                new TableShape.Encryption.Kms("arn:key"),
                new TableShape.Stream.None()));
        Optional<String> far = Optional.of("us-east-1");

        assertThat(refused(request(Optional.empty(), far, Optional.empty())).reason())
                .contains("--kms-key");
        RestorePlan plan = plan(request(Optional.empty(), far, Optional.of("alias/far")));
        assertThat(plan.target().where().region()).isEqualTo("us-east-1");
    }

    @Test
    void refusesRegionsThatAwsDoesNotAllow() {
        assertThat(refused(request(Optional.empty(), Optional.of("ap-east-1"), Optional.empty()))
                        .reason())
                .contains("Hong Kong");
        assertThat(refused(request(Optional.empty(), Optional.of("us-gov-west-1"), Optional.empty()))
                        .reason())
                .contains("another partition of AWS than eu-west-1");
        assertThat(refused(request(Optional.empty(), Optional.of("moon"), Optional.empty()))
                        .reason())
                .contains("is not a region");
    }

    @Test
    void refusesNamesThatCannotBe() {
        bed.tables.createWithoutRecovery(RestoreTestBed.SOURCE.where().table("carts"));

        assertThat(refused(request(Optional.of("a b"), Optional.empty(), Optional.empty()))
                        .reason())
                .contains("cannot be the name of a table");
        assertThat(refused(request(Optional.of("orders"), Optional.empty(), Optional.empty()))
                        .reason())
                .contains("never replaces a table");
        assertThat(refused(request(Optional.of("carts"), Optional.empty(), Optional.empty()))
                        .reason())
                .contains("There is a table carts");
    }

    @Test
    void refusesANameThatAnotherRestoreTakes() {
        bed.create(bed.plan(SettingsChoice.NONE));

        assertThat(refused(request(Optional.of(RestoreTestBed.TARGET.name()), Optional.empty(), Optional.empty()))
                        .reason())
                .contains(
                        "The restore " + RestoreTestBed.ID + " makes",
                        "./pitr-guard restore resume " + RestoreTestBed.ID);
    }

    @Test
    void remarksOnNames() {
        TableRef carts = RestoreTestBed.SOURCE.where().table("carts");
        bed.tables.createWithoutRecovery(carts);
        bed.tables.remove(carts);

        assertThat(texts(plan(request(Optional.of("carts"), Optional.empty(), Optional.empty())), Remark.Kind.NAME))
                .anySatisfy(text -> assertThat(text).contains("is being deleted"))
                .anySatisfy(text -> assertThat(text).contains("discard will not delete it"));
    }

    @Test
    void namesWhatIsPossibleInsteadOfAnotherMoment() {
        RestoreRequest early = new RestoreRequest(
                live().source(),
                new RestoreMoment.At(AnyRestore.AT.minus(Duration.ofDays(5))),
                Optional.empty(),
                Optional.empty(),
                true,
                SettingsChoice.ALL,
                Optional.empty(),
                AnyRestore.REQUESTER);
        bed.tables.add(AnyRestore.backup(RestoreTestBed.SOURCE, AnyRestore.AT.minus(Duration.ofDays(6))));

        Planning.NotPossible answer = refused(early);

        assertThat(answer.reason()).contains("moments since");
        assertThat(answer.alternatives())
                .first()
                .satisfies(alternative ->
                        assertThat(alternative.command().orElseThrow()).contains("--deleted orders"));
    }

    @Test
    void offersTheBackupsOfATableThatIsGone() {
        bed.tables.remove(RestoreTestBed.SOURCE);
        bed.time.advance(Duration.ofMinutes(5));

        assertThat(refused(live()).alternatives())
                .anySatisfy(alternative ->
                        assertThat(alternative.command().orElse("")).contains("--deleted orders"));
    }

    @Test
    void restoresADeletedTableUnderItsOwnName() {
        bed.tables.remove(RestoreTestBed.SOURCE);
        bed.tables.use(RestoreTestBed.SOURCE, new TableUser("Lambda event source mapping", "biller", "aws lambda …"));
        bed.time.advance(Duration.ofMinutes(5));

        RestorePlan plan = plan(deleted(Optional.empty()));

        assertThat(plan.target()).isEqualTo(RestoreTestBed.SOURCE);
        assertThat(plan.from()).isInstanceOf(RestorePoint.Backup.class);
        assertThat(texts(plan, Remark.Kind.NAME))
                .anySatisfy(text -> assertThat(text).contains("gets its own name back"));
        assertThat(texts(plan, Remark.Kind.CONSUMER)).singleElement().asString().contains("biller");
        assertThat(texts(plan, Remark.Kind.STAYS_DIFFERENT))
                .singleElement()
                .asString()
                .contains("cannot do harm");
    }

    @Test
    void givesADeletedTableAnotherNameWhereItsOwnIsTaken() {
        bed.tables.remove(RestoreTestBed.SOURCE);
        bed.time.advance(Duration.ofMinutes(5));
        bed.tables.createWithoutRecovery(RestoreTestBed.SOURCE);

        RestorePlan plan = plan(deleted(Optional.empty()));

        assertThat(plan.target().name()).startsWith("pitr-guard-restore-orders-");
        assertThat(texts(plan, Remark.Kind.NAME)).singleElement().asString().contains("There is a table orders again");
        assertThat(refused(deleted(Optional.of("orders"))).reason()).contains("There is a table orders");
    }

    @Test
    void refusesADeletedTableWithoutABackup() {
        assertThat(refused(deleted(Optional.empty())).reason()).contains("There is no system backup");
    }

    @Test
    void countsTablesAndRestores() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.state(new RestoreState.Requested(AnyRestore.AT));
        for (int i = 0; i < 2_300; i++) {
            bed.tables.createWithoutRecovery(RestoreTestBed.SOURCE.where().table("table-" + i));
        }

        assertThat(texts(plan(live()), Remark.Kind.QUOTA))
                .anySatisfy(text -> assertThat(text).contains("runs 1 restore"))
                .anySatisfy(text -> assertThat(text).contains("2,301 tables"));
    }

    /** Whatever cannot be read ends in no plan, or in one that says so. */
    @Test
    void takesNothingThatCannotBeReadForFine() {
        Interruptions counted = new Interruptions(Interruptions.Kind.LOST, 0, () -> {});
        tables = counted.wrap(TableRestores.class, bed.tables);
        plan(live());
        assertThat(counted.calls()).isEqualTo(4);

        for (int at = 1; at <= counted.calls(); at++) {
            tables = new Interruptions(Interruptions.Kind.LOST, at, () -> {}).wrap(TableRestores.class, bed.tables);
            Planning planning = planning(live());
            assertThat(planning instanceof Planning.NotKnown
                            || (planning instanceof Planning.Ready(RestorePlan plan)
                                    && !texts(plan, Remark.Kind.NOT_KNOWN).isEmpty()))
                    .as("at %d: %s", at, planning)
                    .isTrue();
        }
    }

    @Test
    void takesNothingOfADeletedTableThatCannotBeReadForFine() {
        bed.tables.remove(RestoreTestBed.SOURCE);
        bed.time.advance(Duration.ofMinutes(5));
        for (int at = 1; at <= 5; at++) {
            tables = new Interruptions(Interruptions.Kind.LOST, at, () -> {}).wrap(TableRestores.class, bed.tables);
            Planning planning = planning(deleted(Optional.empty()));
            assertThat(planning instanceof Planning.NotKnown
                            || (planning instanceof Planning.Ready(RestorePlan plan)
                                    && !texts(plan, Remark.Kind.NOT_KNOWN).isEmpty()))
                    .as("at %d: %s", at, planning)
                    .isTrue();
        }
    }

    @Test
    void namesBackupsThatCannotBeListed() {
        bed.tables.vanish(RestoreTestBed.SOURCE);
        tables = new Interruptions(Interruptions.Kind.LOST, 2, () -> {}).wrap(TableRestores.class, bed.tables);

        assertThat(refused(live()).reason()).contains("Its backups could not be listed");
    }

    @Test
    void plansWithoutEarlierRestoresAndNamesThat() {
        RestoreStore lost = new Interruptions(Interruptions.Kind.LOST, 1, () -> {}).wrap(RestoreStore.class, bed.store);
        Planning planning = planner(lost, drills).plan(order(live()));

        assertThat(planning)
                .isInstanceOfSatisfying(
                        Planning.Ready.class,
                        ready -> assertThat(texts(ready.plan(), Remark.Kind.NOT_KNOWN))
                                .singleElement()
                                .asString()
                                .contains("Earlier restores could not be read"));
    }

    @Test
    void estimatesFromDrillsAndRestoresTogether() {
        bed.create(bed.plan(SettingsChoice.NONE));
        bed.run();
        drills.create(AnyDrill.ended(1, AnyDrill.AT, AnyDrill.results().getFirst()));
        drills.create(AnyDrill.ended(2, AnyDrill.AT, AnyDrill.results().get(1)));
        drills.create(AnyDrill.record(AnyDrill.id(3), new DrillState.Planned()));

        RestorePlan plan = plan(live());

        assertThat(plan.time())
                .isInstanceOfSatisfying(
                        TimeEstimate.Measured.class,
                        measured -> assertThat(measured.sources()).isEqualTo("2 drills and 1 earlier restore"));
        assertThat(texts(plan, Remark.Kind.NOT_KNOWN)).isEmpty();
    }

    @Test
    void saysWhereDrillsTookLessBecauseTheyMadeNoIndexes() {
        drills.create(AnyDrill.ended(1, AnyDrill.AT, AnyDrill.results().getFirst()));
        assertThat(texts(plan(live()), Remark.Kind.INDEXES))
                .as("there are none")
                .doesNotContain(SHORTER);

        shaped(AnyRestore.otherPlan().source().shape());
        assertThat(texts(plan(live()), Remark.Kind.INDEXES)).contains(SHORTER);
        assertThat(texts(plan(withoutIndexes()), Remark.Kind.INDEXES)).doesNotContain(SHORTER);
    }

    @Test
    void plansWithoutDrillsThatCannotBeReadAndNamesThat() {
        DrillStore lost = new Interruptions(Interruptions.Kind.LOST, 1, () -> {}).wrap(DrillStore.class, drills);

        assertThat(planner(bed.store, lost).plan(order(live())))
                .isInstanceOfSatisfying(
                        Planning.Ready.class,
                        ready -> assertThat(texts(ready.plan(), Remark.Kind.NOT_KNOWN))
                                .singleElement()
                                .asString()
                                .startsWith("Earlier drills could not be read."));
    }

    private PlanOrder order(RestoreRequest request) {
        return new PlanOrder(request, policy, RecoveryPast.UNKNOWN, new RestoreTimes(ZoneOffset.UTC));
    }

    private Planning planning(RestoreRequest request) {
        return planner(bed.store, drills).plan(order(request));
    }

    private RestorePlanner planner(RestoreStore restores, DrillStore of) {
        return new RestorePlanner(
                tables, new RestorePlanner.Stores(restores, of), (_, _) -> permissions, Prices.restores(), bed.time);
    }

    private RestorePlan plan(RestoreRequest request) {
        Planning planning = planning(request);
        assertThat(planning).isInstanceOf(Planning.Ready.class);
        return ((Planning.Ready) planning).plan();
    }

    private Planning.NotPossible refused(RestoreRequest request) {
        Planning planning = planning(request);
        assertThat(planning).isInstanceOf(Planning.NotPossible.class);
        return (Planning.NotPossible) planning;
    }

    private static List<String> texts(RestorePlan plan, Remark.Kind kind) {
        return plan.remarks().stream()
                .filter(remark -> remark.kind() == kind)
                .map(Remark::text)
                .toList();
    }
}
