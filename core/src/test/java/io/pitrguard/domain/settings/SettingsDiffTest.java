package io.pitrguard.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@link SettingsDiff} calls equal only what was read on both tables and is the same. */
class SettingsDiffTest {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final TableRef SOURCE = HERE.table("orders");
    private static final TableRef TARGET = HERE.table("orders-0914");
    private static final Cause CAUSE = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    @Test
    void isEqualWhereAllIsReadAndTheSame() {
        SettingsDiff diff = diff(SettingValue.NONE, SettingValue.NONE);

        assertThat(diff.isEqual()).isTrue();
        assertThat(diff.rows()).hasSameSizeAs(Settings.ALL);
        assertThat(diff.rows().stream()
                        .filter(row -> row.comparison() instanceof Comparison.NotCompared)
                        .map(row -> row.setting().key()))
                .containsExactly("pipes", "references");
        assertThat(diff.rows().stream().filter(SettingRow::isEqual))
                .allMatch(row -> row.toDo().isEmpty());
    }

    /** A restored table without class, tags, TTL, stream, PITR: every one differs, none is equal by absence. */
    @Test
    void showsEverythingThatARestoreDoesNotCarry() {
        Map<Setting, SettingValue> source = Map.of(
                new TableClassSetting(), SettingValue.of("class", "STANDARD_INFREQUENT_ACCESS"),
                new TagsSetting(), SettingValue.of("team", "a"),
                new TtlSetting(), SettingValue.of("attribute", "expires"),
                new StreamSetting(), SettingValue.of("view type", "KEYS_ONLY"),
                new RecoverySetting(), new SettingValue(Map.of("status", "ENABLED", "days", "35")));
        KnownSettings known = new KnownSettings(
                SOURCE,
                source.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> Reading.of(each.getValue()))));
        KnownSettings restored = all(TARGET, Reading.of(SettingValue.NONE))
                .with(Map.of(new TableClassSetting(), Reading.of(SettingValue.of("class", "STANDARD"))));

        SettingsDiff diff = SettingsDiff.of(known, restored, source.keySet());

        assertThat(diff.open()).extracting(SettingRow::setting).containsExactlyInAnyOrderElementsOf(source.keySet());
        assertThat(diff.open()).allSatisfy(row -> {
            assertThat(row.comparison()).isInstanceOf(Comparison.Differs.class);
            assertThat(row.changes()).hasSize(1);
            assertThat(row.toDo())
                    .contains(row.setting().description().copying().words());
            assertThat(diff.commands(row)).hasSize(1);
        });
    }

    @Test
    void neverCallsEqualWhatCouldNotBeReadOrIsNotKnown() {
        KnownSettings none = all(SOURCE, Reading.of(SettingValue.NONE));
        for (Reading reading : List.of(new Reading.Unreadable(CAUSE), new Reading.NotKnown("Nobody knows."))) {
            KnownSettings other = all(TARGET, reading);
            KnownSettings source = all(SOURCE, reading);

            for (SettingsDiff diff : List.of(
                    SettingsDiff.of(none, other),
                    SettingsDiff.of(source, all(TARGET, Reading.of(SettingValue.NONE))),
                    SettingsDiff.of(source, other))) {
                assertThat(diff.isEqual()).isFalse();
                assertThat(diff.open()).hasSize((int)
                        Settings.ALL.stream().filter(Settings::isRead).count());
                assertThat(diff.open())
                        .allSatisfy(row -> assertThat(row.toDo()).isNotBlank())
                        .allSatisfy(row -> assertThat(row.changes()).isEmpty());
            }
        }
    }

    @Test
    void tellsWhichSideCouldNotBeRead() {
        Setting ttl = new TtlSetting();
        KnownSettings unreadable = all(SOURCE, new Reading.Unreadable(CAUSE));

        assertThat(row(unreadable, all(TARGET, Reading.of(SettingValue.NONE)), ttl)
                        .comparison())
                .isEqualTo(new Comparison.CouldNotBeRead(Comparison.Side.SOURCE, CAUSE));
        assertThat(row(all(SOURCE, Reading.of(SettingValue.NONE)), unreadable, ttl)
                        .comparison())
                .isEqualTo(new Comparison.CouldNotBeRead(Comparison.Side.TARGET, CAUSE));
        assertThat(Comparison.Side.TARGET.word()).isEqualTo("target");
    }

    @Test
    void takesWhatWasNotReadForNotKnown() {
        assertThat(row(
                                new KnownSettings(SOURCE, Map.of()),
                                all(TARGET, Reading.of(SettingValue.NONE)),
                                new TtlSetting())
                        .comparison())
                .isEqualTo(new Comparison.NotKnown(Comparison.Side.SOURCE, "It was not read."));
    }

    @Test
    void neverCallsEqualWhatNobodyUnderstands() {
        Setting unknown = new UnknownFieldsSetting();
        SettingValue field = SettingValue.of("VectorIndexes", "[]");

        assertThat(unknown.compare(field, field))
                .isEqualTo(new Comparison.NotUnderstood(
                        List.of(new Difference("VectorIndexes", Optional.of("[]"), Optional.of("[]")))));
        assertThat(unknown.compare(SettingValue.NONE, field)).isInstanceOf(Comparison.NotUnderstood.class);
        assertThat(unknown.compare(field, SettingValue.NONE)).isInstanceOf(Comparison.NotUnderstood.class);
        assertThat(unknown.compare(SettingValue.NONE, SettingValue.NONE)).isInstanceOf(Comparison.Equal.class);
    }

    @Test
    void doesNotCompareAPeriodThatNobodyKnows() {
        Setting recovery = new RecoverySetting();
        SettingValue on = SettingValue.of(RecoverySetting.STATUS, RecoverySetting.ENABLED);

        assertThat(recovery.compare(on, on.with(RecoverySetting.DAYS, "35"))).isInstanceOf(Comparison.Equal.class);
        assertThat(recovery.compare(on.with(RecoverySetting.DAYS, "7"), on.with(RecoverySetting.DAYS, "35")))
                .isInstanceOf(Comparison.Differs.class);
        assertThat(recovery.compare(SettingValue.NONE, on)).isInstanceOf(Comparison.Differs.class);
    }

    @Test
    void explainsWhyADifferenceStays() {
        SettingsDiff diff = diff(SettingValue.NONE, SettingValue.of("x", "1"));

        assertThat(diff.open()).allSatisfy(row -> {
            assertThat(row.changes()).isEmpty();
            assertThat(row.toDo()).isNotBlank();
        });
        assertThat(diff.commands(row(diff, new IndexesSetting()))).isEmpty();
    }

    @Test
    void hasCommandsForWhatIsOnlyReported() {
        SettingsDiff diff = diff(SettingValue.of("eu-central-1", "AWS key"), SettingValue.NONE);

        assertThat(diff.commands(row(diff, new ReplicasSetting())))
                .singleElement()
                .asString()
                .contains("RegionName=eu-central-1");
        assertThat(diff.commands(row(diff, new PipesSetting())))
                .singleElement()
                .asString()
                .contains("table/orders");
        SettingsDiff unread =
                SettingsDiff.of(all(SOURCE, new Reading.Unreadable(CAUSE)), all(TARGET, Reading.of(SettingValue.NONE)));
        assertThat(unread.commands(row(unread, new IndexesSetting()))).isEmpty();
        SettingsDiff unreadTarget = SettingsDiff.of(
                all(SOURCE, Reading.of(SettingValue.of("a", "b"))), all(TARGET, new Reading.Unreadable(CAUSE)));
        assertThat(unreadTarget.commands(row(unreadTarget, new IndexesSetting())))
                .isEmpty();
        SettingsDiff equal = diff(SettingValue.NONE, SettingValue.NONE);
        assertThat(equal.commands(row(equal, new IndexesSetting()))).isEmpty();
    }

    @Test
    void namesThePitrGuardCommandsWithTheirRegions() {
        TableRef elsewhere = new AccountRegion("aws", "123456789012", "eu-central-1").table("orders");

        assertThat(OwnCommand.diff(SOURCE, TARGET))
                .isEqualTo("./pitr-guard settings diff orders orders-0914 --region eu-west-1");
        assertThat(OwnCommand.copy(SOURCE, elsewhere))
                .isEqualTo("./pitr-guard settings copy orders orders --region eu-west-1 --to-region eu-central-1");
    }

    @Test
    void standsForTheTableInTexts() {
        Placeholders without = new Placeholders(SOURCE, Optional.empty());
        Placeholders with = new Placeholders(SOURCE, Optional.of(SOURCE.arn() + "/stream/1"));
        String text = "%1$s %1$s-2 %1$s/index/a %1$s/stream/1".formatted(SOURCE.arn());

        assertThat(with.withoutArns(text))
                .isEqualTo("{{table-arn}} " + SOURCE.arn() + "-2 {{table-arn}}/index/a {{stream-arn}}");
        assertThat(with.filled(with.withoutArns(text))).isEqualTo(text);
        assertThat(without.withoutArns(SOURCE.arn())).isEqualTo("{{table-arn}}");
        assertThat(without.ofWhole("orders")).isEqualTo("{{table}}");
        assertThat(without.ofWhole("orders-2")).isEqualTo("orders-2");
        assertThat(new Placeholders(TARGET, Optional.empty()).filled("{{table}} {{stream-arn}}"))
                .isEqualTo("orders-0914 {{stream-arn}}");
        assertThat(Origin.AWS_CONFIG.words()).isEqualTo("AWS Config");
        assertThat(Carried.UNDOCUMENTED.word()).isEqualTo("undocumented");
    }

    private static SettingsDiff diff(SettingValue source, SettingValue target) {
        return SettingsDiff.of(all(SOURCE, Reading.of(source)), all(TARGET, Reading.of(target)));
    }

    private static KnownSettings all(TableRef table, Reading reading) {
        return new KnownSettings(
                table, Settings.ALL.stream().collect(Collectors.toMap(setting -> setting, _ -> reading)));
    }

    private static SettingRow row(KnownSettings source, KnownSettings target, Setting setting) {
        return row(SettingsDiff.of(source, target, Set.of(setting)), setting);
    }

    private static SettingRow row(SettingsDiff diff, Setting setting) {
        return diff.rows().stream()
                .filter(row -> row.setting().equals(setting))
                .findFirst()
                .orElseThrow();
    }
}
