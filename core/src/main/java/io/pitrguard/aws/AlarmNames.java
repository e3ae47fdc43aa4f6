package io.pitrguard.aws;

import io.pitrguard.domain.settings.Placeholders;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the alarms of a table are called on any table: the table's name in them is a placeholder, and where it is not in
 * them it follows, so that a copy for another table never takes the name of the alarm that it copies.
 *
 * @param byOwn by name and by ARN of the alarm
 */
record AlarmNames(Map<String, String> byOwn) {
    AlarmNames {
        byOwn = Map.copyOf(byOwn);
    }

    static AlarmNames of(Collection<TableAlarm> alarms, SettingTexts texts) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        // First those that have the table's name: they do not depend on the others.
        for (boolean named : new boolean[] {true, false}) {
            for (TableAlarm alarm : alarms) {
                String neutral = texts.neutralWords(alarm.name());
                if (neutral.contains(Placeholders.NAME) == named) {
                    String free = free(named ? neutral : neutral + '-' + Placeholders.NAME, taken);
                    names.put(alarm.name(), free);
                    names.put(alarm.arn(), free);
                }
            }
        }
        return new AlarmNames(names);
    }

    /** Returns the name of an alarm on any table. */
    String of(TableAlarm alarm) {
        return byOwn.getOrDefault(alarm.name(), alarm.name());
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + '-' + number;
        }
        return name;
    }
}
