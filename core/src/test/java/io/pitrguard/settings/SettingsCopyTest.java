package io.pitrguard.settings;

import static io.pitrguard.settings.SettingsFixture.SOURCE;
import static io.pitrguard.settings.SettingsFixture.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.CopyRecord.Outcome;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.settings.UnknownFieldsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTableSettings.Killed;
import io.pitrguard.port.InMemoryTableSettings.Trouble;
import io.pitrguard.port.TableSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link SettingsCopy} brings every setting to the target, one write a step, whatever happens to its calls. */
class SettingsCopyTest {
    private static final Set<Setting> ALL = Settings.copied(true);
    private final SettingsFixture fixture = new SettingsFixture();

    @Test
    void copiesEverySettingInItsOrder() throws InterruptedException {
        CopyStep end = fixture.run(ALL, ALL);

        assertThat(end).isInstanceOf(CopyStep.Done.class);
        assertThat(fixture.same(ALL)).isTrue();
        assertThat(((CopyStep.Done) end).diff().isEqual()).isTrue();
        assertThat(fixture.settings.writes())
                .containsExactly(
                        "tags",
                        "pitr",
                        "class",
                        "capacity",
                        "on-demand-maximum table",
                        "scaling target table/{{table}} dynamodb:table:ReadCapacityUnits",
                        "scaling policy reads",
                        "scaling schedule night",
                        "scaling suspended table/{{table}} dynamodb:table:ReadCapacityUnits",
                        "contributor-insights index/by-customer",
                        "contributor-insights table",
                        "alarms {{table}}-errors",
                        "deletion-protection",
                        "resource-policy",
                        "stream",
                        "stream-access tag team",
                        "kinesis arn:aws:kinesis:eu-west-1:123456789012:stream/x",
                        "event-sources mailer",
                        "event-sources-on mailer",
                        "alarms-on {{table}}-errors",
                        "ttl");
        assertThat(end.progress().records()).allMatch(record -> record.outcome() == Outcome.VERIFIED);
    }

    @Test
    void writesNothingDangerousUntilAPersonConfirmsIt() throws InterruptedException {
        CopyStep end = fixture.run(ALL, Set.of());

        assertThat(end).isInstanceOf(CopyStep.NeedsPerson.class);
        assertThat(((CopyStep.NeedsPerson) end).settings())
                .extracting(each -> each.setting().key())
                .containsExactly(
                        "resource-policy",
                        "stream",
                        "stream-access",
                        "kinesis",
                        "event-sources",
                        "event-sources-on",
                        "alarms-on",
                        "ttl");
        assertThat(((CopyStep.NeedsPerson) end).settings()).allSatisfy(each -> {
            assertThat(each.commands()).isNotEmpty().allMatch(command -> command.startsWith("aws "));
            assertThat(each.harm()).isNotBlank();
        });
        Set<Setting> automatic = Settings.copied(false);
        assertThat(fixture.same(automatic)).isTrue();
        ALL.stream()
                .filter(setting -> !automatic.contains(setting))
                .filter(setting -> !setting.key().equals("alarms-on"))
                .forEach(setting ->
                        assertThat(fixture.settings.get(TARGET, setting)).isEqualTo(SettingValue.NONE));
    }

    @Test
    void connectsNoConsumerToAStreamThatNobodyConfirmed() throws InterruptedException {
        Set<Setting> sources = Set.of(setting("event-sources"), setting("event-sources-on"));

        CopyStep end = fixture.run(ALL, sources);

        assertThat(((CopyStep.NeedsPerson) end).settings())
                .filteredOn(each -> each.setting().equals(setting("event-sources")))
                .singleElement()
                .extracting(PendingConfirmation::harm)
                .asString()
                .contains("confirm stream");
        assertThat(fixture.settings.writes()).noneMatch(write -> write.startsWith("event-sources"));
    }

    @Test
    void asksAtOnceForWhatFollowsFromWhatWaits() throws InterruptedException {
        fixture.settings.set(TARGET, setting("stream"), SettingValue.of("view type", "KEYS_ONLY"));

        CopyStep end = fixture.run(ALL, Set.of());

        assertThat(((CopyStep.NeedsPerson) end).settings())
                .filteredOn(each -> each.setting().equals(setting("event-sources-on")))
                .singleElement()
                .satisfies(each -> assertThat(each.commands())
                        .singleElement()
                        .asString()
                        .startsWith("aws lambda update-event-source-mapping"));
    }

    @Test
    void enablesNothingThatWasNotConfirmed() throws InterruptedException {
        CopyStep end = fixture.run(ALL, Set.of(setting("stream"), setting("event-sources-on")));

        assertThat(((CopyStep.NeedsPerson) end).settings())
                .extracting(each -> each.setting().key())
                .contains("event-sources")
                .doesNotContain("event-sources-on");
        assertThat(fixture.settings.writes()).noneMatch(write -> write.startsWith("event-sources"));
    }

    @Test
    void plansWhatItDoes() throws InterruptedException {
        for (Set<Setting> confirmed : List.of(
                ALL,
                Set.<Setting>of(),
                Set.of(setting("stream"), setting("event-sources-on")),
                Set.of(setting("event-sources"), setting("event-sources-on")))) {
            SettingsFixture other = new SettingsFixture();
            SettingsPlan plan = SettingsPlan.of(other.order(ALL, confirmed), other.known(TARGET));

            CopyStep end = other.run(ALL, confirmed);

            assertThat(plan.changes()).extracting(SettingChange::id).isEqualTo(other.settings.writes());
            assertThat(plan.waiting())
                    .extracting(each -> each.setting().key() + ": " + each.harm())
                    .isEqualTo(
                            end instanceof CopyStep.NeedsPerson person
                                    ? person.settings().stream()
                                            .map(each -> each.setting().key() + ": " + each.harm())
                                            .toList()
                                    : List.of());
            assertThat(plan.diff().rows()).hasSameSizeAs(ALL);
        }
    }

    @Test
    void plansOnlyWhatIsWantedAndRead() {
        fixture.settings.unreadable(setting("event-sources-on"), new Cause(Cause.Kind.DENIED, "No."));
        Set<Setting> wanted = Set.of(setting("stream"), setting("event-sources"), setting("event-sources-on"));

        SettingsPlan plan = SettingsPlan.of(fixture.order(wanted, wanted), fixture.known(TARGET));

        assertThat(plan.changes()).extracting(SettingChange::id).containsExactly("stream", "event-sources mailer");
    }

    @Test
    void copiesOnlyWhatIsWanted() throws InterruptedException {
        CopyStep end = fixture.run(Set.of(new TagsSetting(), new TtlSetting()), Set.of(new TtlSetting()));

        assertThat(end).isInstanceOf(CopyStep.Done.class);
        assertThat(fixture.settings.writes()).containsExactly("tags", "ttl");
        assertThat(((CopyStep.Done) end).diff().open())
                .extracting(row -> row.setting().key())
                .contains("class", "stream");
    }

    @Test
    void turnsNothingOffAndShortensNoWindow() throws InterruptedException {
        fixture.settings.set(TARGET, new TagsSetting(), SettingValue.of("own", "tag"));
        fixture.settings.set(TARGET, new RecoverySetting(), recovery("35"));
        fixture.settings.set(SOURCE, new TtlSetting(), SettingValue.NONE);
        fixture.settings.set(TARGET, new TtlSetting(), SettingValue.of(TtlSetting.ATTRIBUTE, "x"));

        CopyStep end = fixture.run(ALL, ALL);

        assertThat(fixture.settings.get(TARGET, new TagsSetting()).get("own")).contains("tag");
        assertThat(fixture.settings.get(TARGET, new RecoverySetting())).isEqualTo(recovery("35"));
        assertThat(fixture.settings.get(TARGET, new TtlSetting()).isNone()).isFalse();
        assertThat(((CopyStep.Done) end).diff().open())
                .extracting(row -> row.setting().key())
                .containsExactly("tags", "pitr", "ttl");
        assertThat(((CopyStep.Done) end).diff().open())
                .extracting(SettingRow::toDo)
                .doesNotContain("");
    }

    private static SettingValue recovery(String days) {
        return new SettingValue(Map.of(RecoverySetting.STATUS, RecoverySetting.ENABLED, RecoverySetting.DAYS, days));
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void comesToTheSameEndWhereverItIsKilled(Trouble trouble) throws InterruptedException {
        for (int call = 1; call < 200; call++) {
            int at = call;
            SettingsFixture each = new SettingsFixture();
            CopyOrder order = each.order(ALL, ALL);
            each.settings.trouble(trouble, Cause.Kind.BROKEN, number -> number == at + 1);
            CopyStep end = runAgain(each, order);

            assertThat(end).as("killed at call %d", call).isInstanceOf(CopyStep.Done.class);
            assertThat(((CopyStep.Done) end).diff().isEqual()).isTrue();
            assertThat(each.settings.writes()).doesNotHaveDuplicates();
        }
    }

    /** Runs, and once more without anything that the killed run knew. */
    private static CopyStep runAgain(SettingsFixture each, CopyOrder order) throws InterruptedException {
        try {
            return each.run(order, CopyProgress.NONE);
        } catch (Killed killed) {
            return each.run(order, CopyProgress.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOST, BROKEN",
        "LOST, THROTTLED",
        "LOST, NOT_YET",
        "ANSWER_LOST, BROKEN",
        "ANSWER_LOST, THROTTLED",
    })
    void triesAgainAfterAFaultAtAnyCall(Trouble trouble, Cause.Kind kind) throws InterruptedException {
        for (int call = 1; call < 120; call++) {
            int at = call;
            SettingsFixture each = new SettingsFixture();
            CopyOrder order = each.order(ALL, ALL);
            each.settings.trouble(trouble, kind, number -> number == at + 1);

            CopyStep end = each.run(order, CopyProgress.NONE);

            assertThat(end).as("fault at call %d", call).isInstanceOf(CopyStep.Done.class);
            assertThat(((CopyStep.Done) end).diff().isEqual())
                    .as("fault at call %d", call)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.Kind.class,
            names = {"DENIED", "REFUSED"})
    void reportsNothingAsCopiedThatAReadingDidNotShow(Cause.Kind kind) throws InterruptedException {
        for (int call = 1; call < 120; call++) {
            int at = call;
            SettingsFixture each = new SettingsFixture();
            CopyOrder order = each.order(ALL, ALL);
            each.settings.trouble(Trouble.LOST, kind, number -> number == at + 1);

            CopyStep end = each.run(order, CopyProgress.NONE);

            List<String> verified = end.progress().records().stream()
                    .filter(record -> record.outcome() == Outcome.VERIFIED)
                    .map(CopyRecord::change)
                    .toList();
            assertThat(each.settings.writes()).as("fault at call %d", call).containsAll(verified);
            if (end instanceof CopyStep.Done done) {
                assertThat(done.diff().isEqual())
                        .isEqualTo(each.same(ALL) && done.diff().open().isEmpty());
            }
        }
    }

    @Test
    void continuesWithTheOthersAfterARefusal() throws InterruptedException {
        fixture.settings.refuse(new TableClassSetting(), new Cause(Cause.Kind.DENIED, "AWS denied it."));

        CopyStep end = fixture.run(ALL, ALL);

        assertThat(end).isInstanceOf(CopyStep.Done.class);
        assertThat(((CopyStep.Done) end).diff().open())
                .extracting(row -> row.setting().key())
                .containsExactly("class");
        assertThat(end.progress().last("class")).hasValueSatisfying(record -> {
            assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(record.text()).contains("AWS denied it.");
        });
        assertThat(end.progress().withoutRefusals().last("class")).isEmpty();
    }

    @Test
    void givesUpAfterFiveTriesAndReportsIt() throws InterruptedException {
        fixture.settings.refuse(new TableClassSetting(), new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));

        CopyStep end = fixture.run(ALL, ALL);

        assertThat(end.progress().tries("class")).isEqualTo(5);
        assertThat(end.progress().open(Outcome.REFUSED))
                .extracting(CopyRecord::change)
                .containsExactly("class");
    }

    @Test
    void waitsTwentyMinutesForRecoveryOfANewTable() throws InterruptedException {
        fixture.settings.refuse(new RecoverySetting(), new Cause(Cause.Kind.NOT_YET, "The table is new."));

        CopyStep end = fixture.run(Set.of(new RecoverySetting()), Set.of());

        assertThat(end).isInstanceOf(CopyStep.Done.class);
        assertThat(fixture.time.elapsed()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void reportsWhatCannotBeReadAndCopiesTheRest() throws InterruptedException {
        fixture.settings.unreadable(new TagsSetting(), new Cause(Cause.Kind.BROKEN, "It cannot be read."));
        KnownSettings source = new KnownSettings(
                SOURCE,
                Map.of(
                        new TagsSetting(),
                        Reading.of(SettingValue.NONE),
                        new TtlSetting(),
                        Reading.of(SettingValue.of(TtlSetting.ATTRIBUTE, "x"))));

        CopyStep end = fixture.run(new CopyOrder(source, TARGET, ALL, ALL), CopyProgress.NONE);

        assertThat(end).isInstanceOf(CopyStep.Done.class);
        assertThat(((CopyStep.Done) end).diff().isEqual()).isFalse();
        assertThat(fixture.settings.writes()).containsExactly("ttl");
    }

    @Test
    void waitsUntilAwsShowsWhatItTook() throws InterruptedException {
        SlowToShow slow = new SlowToShow(fixture.settings, 3);
        SettingsCopy copy = new SettingsCopy(slow, fixture.time);
        CopyOrder order = fixture.order(Set.of(new TagsSetting()), Set.of());

        CopyStep first = copy.next(order, CopyProgress.NONE);
        CopyStep second = copy.next(order, first.progress());
        CopyStep third = copy.next(order, second.progress());

        assertThat(((CopyStep.Wrote) first).record().outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(second).isInstanceOf(CopyStep.Wait.class);
        assertThat(third).isInstanceOf(CopyStep.Done.class);
        assertThat(third.progress().last("tags"))
                .hasValueSatisfying(record -> assertThat(record.outcome()).isEqualTo(Outcome.VERIFIED));
        assertThat(fixture.settings.writes()).containsExactly("tags");
    }

    @Test
    void reportsWhatAwsNeverShows() {
        SlowToShow never = new SlowToShow(fixture.settings, Integer.MAX_VALUE);
        SettingsCopy copy = new SettingsCopy(never, fixture.time);
        CopyOrder order = fixture.order(Set.of(new TagsSetting()), Set.of());
        CopyStep first = copy.next(order, CopyProgress.NONE);

        fixture.time.advance(Duration.ofMinutes(10));
        CopyStep second = copy.next(order, first.progress());

        assertThat(second).isInstanceOf(CopyStep.Refused.class);
        assertThat(copy.next(order, second.progress())).isInstanceOf(CopyStep.Done.class);
    }

    /** Shows the target's settings of the beginning for some reads. */
    private static final class SlowToShow implements TableSettings {
        private final TableSettings settings;
        private final Map<Setting, Reading> old;
        private int reads;

        SlowToShow(TableSettings settings, int reads) {
            this.settings = settings;
            this.reads = reads;
            this.old = settings.read(TARGET, Set.copyOf(Settings.ALL));
        }

        @Override
        public Readiness readiness(io.pitrguard.domain.table.TableRef table) {
            return settings.readiness(table);
        }

        @Override
        public Map<Setting, Reading> read(io.pitrguard.domain.table.TableRef table, Set<Setting> wanted) {
            if (reads == 0) {
                return settings.read(table, wanted);
            }
            reads--;
            return old;
        }

        @Override
        public Reply write(
                io.pitrguard.domain.table.TableRef target, io.pitrguard.domain.settings.SettingChange change) {
            return settings.write(target, change);
        }
    }

    @Test
    void endsWhereTheTargetDoesNotExist() throws InterruptedException {
        CopyOrder order = fixture.order(ALL, ALL);
        fixture.settings.delete(TARGET);

        assertThat(fixture.run(order, CopyProgress.NONE))
                .isInstanceOfSatisfying(
                        CopyStep.Failed.class,
                        failed -> assertThat(failed.cause().message()).contains("orders-0914", "eu-west-1"));
    }

    @Test
    void endsWhereTheTargetCannotBeRead() throws InterruptedException {
        CopyOrder order = fixture.order(ALL, ALL);
        fixture.settings.trouble(Trouble.LOST, Cause.Kind.BROKEN, _ -> true);

        assertThat(fixture.run(order, CopyProgress.NONE)).isInstanceOf(CopyStep.Failed.class);
    }

    @Test
    void waitsWhileAwsIsBusyWithTheTable() {
        CopyOrder order = fixture.order(ALL, ALL);
        fixture.settings.busy(TARGET, 1);

        assertThat(fixture.copy.next(order, CopyProgress.NONE))
                .isInstanceOfSatisfying(
                        CopyStep.Wait.class, wait -> assertThat(wait.time()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void takesNothingNewForEqual() throws InterruptedException {
        SettingValue field = SettingValue.of("VectorIndexes", "[]");
        fixture.settings.set(SOURCE, new UnknownFieldsSetting(), field);
        fixture.settings.set(TARGET, new UnknownFieldsSetting(), field);

        CopyStep end = fixture.run(ALL, ALL);

        assertThat(((CopyStep.Done) end).diff().isEqual()).isFalse();
        assertThat(((CopyStep.Done) end).diff().open())
                .extracting(row -> row.setting().key())
                .containsExactly("unknown-fields");
    }

    @Test
    void showsEverythingThatARestoreDoesNotCarry() {
        assertThat(SettingsDiff.of(fixture.known(SOURCE), fixture.known(TARGET)).open())
                .extracting(row -> row.setting().key())
                .contains("class", "tags", "ttl", "stream", "pitr");
    }

    private static Setting setting(String key) {
        return Settings.of(key).orElseThrow();
    }
}
