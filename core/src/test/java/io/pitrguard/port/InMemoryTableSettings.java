package io.pitrguard.port;

import io.pitrguard.domain.settings.AlarmActionsSetting;
import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.EventSourcesEnabledSetting;
import io.pitrguard.domain.settings.EventSourcesSetting;
import io.pitrguard.domain.settings.InsightsSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.ThroughputWords;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Settings of tables in memory: takes one change at a time where {@code UpdateTable} does, and does what a test asks of it. */
public final class InMemoryTableSettings implements TableSettings {
    /** What the test does to a call. */
    public enum Trouble {
        /** The call does not reach AWS. */
        LOST,
        /** The call takes effect and its answer is lost. */
        ANSWER_LOST,
        /** The process is killed before the call. */
        KILLED_BEFORE,
        /** The process is killed after the call took effect. */
        KILLED_AFTER
    }

    /** The process was killed. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final SettingValue DEFAULT_CAPACITY =
            SettingValue.of(CapacitySetting.MODE, CapacitySetting.ON_DEMAND);

    private final Map<TableRef, Map<Setting, SettingValue>> tables = new HashMap<>();
    private final Map<TableRef, Set<String>> indexes = new HashMap<>();
    private final Map<TableRef, Integer> busy = new HashMap<>();
    private final Map<Setting, Cause> unreadable = new HashMap<>();
    private final Map<Setting, Cause> refused = new HashMap<>();
    private final List<String> writes = new ArrayList<>();
    private IntPredicate troubled = _ -> false;
    private Trouble trouble = Trouble.LOST;
    private Cause cause = new Cause(Cause.Kind.BROKEN, "The connection was lost.");
    private int calls;

    /** Adds a table with the default settings and these global indexes. */
    public void create(TableRef table, String... globalIndexes) {
        Map<Setting, SettingValue> values = new HashMap<>();
        values.put(new TableClassSetting(), SettingValue.of(TableClassSetting.CLASS, "STANDARD"));
        values.put(new CapacitySetting(), DEFAULT_CAPACITY);
        SettingValue insights = SettingValue.of(InsightsSetting.TABLE, InsightsSetting.OFF);
        for (String index : globalIndexes) {
            insights = insights.with(InsightsSetting.INDEX + index, InsightsSetting.OFF);
        }
        values.put(new InsightsSetting(), insights);
        tables.put(table, values);
        indexes.put(table, Set.of(globalIndexes));
    }

    /** Deletes a table. */
    public void delete(TableRef table) {
        tables.remove(table);
    }

    /** Gives a table a setting. */
    public void set(TableRef table, Setting setting, SettingValue value) {
        tables.get(table).put(setting, value);
    }

    /** Returns a setting of a table. */
    public SettingValue get(TableRef table, Setting setting) {
        return tables.get(table).getOrDefault(setting, SettingValue.NONE);
    }

    /** Lets AWS be busy with a table for that many looks at it. */
    public void busy(TableRef table, int looks) {
        busy.put(table, looks);
    }

    /** Lets nothing read a setting; an empty remedy of a test. */
    public void unreadable(Setting setting, Cause why) {
        unreadable.put(setting, why);
    }

    /** Lets everything read again. */
    public void readable() {
        unreadable.clear();
    }

    /** Lets AWS refuse to write a setting. */
    public void refuse(Setting setting, Cause why) {
        refused.put(setting, why);
    }

    /** Lets something happen to calls, counted from 1. */
    public void trouble(Trouble what, Cause.Kind kind, IntPredicate atCall) {
        trouble = what;
        cause = new Cause(kind, "The call failed.");
        troubled = atCall;
    }

    /** Returns how many calls there were. */
    public int calls() {
        return calls;
    }

    /** Returns the ids of the changes that took effect, in order. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public Readiness readiness(TableRef table) {
        if (fails()) {
            return new Readiness.Unreadable(cause);
        }
        Readiness answer = now(table);
        after();
        return answer;
    }

    private Readiness now(TableRef table) {
        if (!tables.containsKey(table)) {
            return new Readiness.Gone();
        }
        int looks = busy.getOrDefault(table, 0);
        busy.put(table, Math.max(0, looks - 1));
        return looks > 0 ? new Readiness.Busy("The table is UPDATING.") : new Readiness.Ready();
    }

    @Override
    public Map<Setting, Reading> read(TableRef table, Set<Setting> settings) {
        boolean fails = fails();
        Map<Setting, Reading> readings = new HashMap<>();
        for (Setting setting : settings) {
            Cause why = fails ? cause : unreadable.get(setting);
            if (why == null && !tables.containsKey(table)) {
                why = new Cause(Cause.Kind.REFUSED, "There is no table " + table.name() + ".");
            }
            readings.put(setting, why == null ? Reading.of(get(table, setting)) : new Reading.Unreadable(why));
        }
        after();
        return readings;
    }

    @Override
    public Reply write(TableRef target, SettingChange change) {
        Cause why = refused.get(change.setting());
        boolean fails = fails();
        if (why != null) {
            return new Reply.Failed(why);
        }
        if (fails && trouble == Trouble.LOST) {
            return new Reply.Failed(cause);
        }
        Reply reply = apply(target, change);
        after();
        return fails ? new Reply.Failed(cause) : reply;
    }

    private Reply apply(TableRef target, SettingChange change) {
        if (!tables.containsKey(target)) {
            return new Reply.Failed(new Cause(Cause.Kind.REFUSED, "There is no table " + target.name() + "."));
        }
        if (byUpdateTable(change.setting()) && busy.getOrDefault(target, 0) > 0) {
            return new Reply.Busy("The table is UPDATING.");
        }
        if (ThroughputWords.ofIndexes(change.wanted()).keySet().stream()
                .anyMatch(index -> !indexes.get(target).contains(index))) {
            return new Reply.Failed(new Cause(Cause.Kind.REFUSED, "There is no such index."));
        }
        set(target, change.setting(), get(target, change.setting()).with(change.wanted()));
        switch (change.setting()) {
            case AlarmsSetting _ -> off(target, new AlarmActionsSetting(), change, AlarmActionsSetting.OFF);
            case EventSourcesSetting _ ->
                off(target, new EventSourcesEnabledSetting(), change, EventSourcesEnabledSetting.DISABLED);
            default -> {}
        }
        if (byUpdateTable(change.setting())) {
            busy.put(target, 1);
        }
        writes.add(change.id());
        return new Reply.Accepted();
    }

    private void off(TableRef target, Setting other, SettingChange change, String value) {
        if (get(target, other).get(change.name()).isEmpty()) {
            set(target, other, get(target, other).with(change.name(), value));
        }
    }

    private static boolean byUpdateTable(Setting setting) {
        return Settings.actions(Set.of(setting), true).contains("dynamodb:UpdateTable");
    }

    /** Counts a call, and tells whether it fails; kills the process where the test says so. */
    private boolean fails() {
        calls++;
        if (troubled.test(calls) && trouble == Trouble.KILLED_BEFORE) {
            throw new Killed();
        }
        return troubled.test(calls) && (trouble == Trouble.LOST || trouble == Trouble.ANSWER_LOST);
    }

    private void after() {
        if (troubled.test(calls) && trouble == Trouble.KILLED_AFTER) {
            throw new Killed();
        }
    }
}
