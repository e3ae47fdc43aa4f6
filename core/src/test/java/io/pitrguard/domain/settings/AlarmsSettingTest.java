package io.pitrguard.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alarms come after those that their rules name, each with the command that makes it. */
class AlarmsSettingTest {
    private static final AlarmsSetting ALARMS = new AlarmsSetting();
    private static final TableRef TARGET = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    private static String rule(String rule) {
        return "{\"AlarmRule\":\"" + rule + "\"}";
    }

    @Test
    void ordersAlarmsByWhatTheirRulesName() {
        SettingValue source = new SettingValue(Map.of(
                "a", rule("ALARM(\\\"b\\\")"),
                "b", rule("ALARM(\\\"c\\\") OR ALARM(\\\"z\\\")"),
                "c", "{\"AlarmName\":\"c\"}",
                "z", rule("TRUE")));

        assertThat(ALARMS.changes(source, SettingValue.NONE))
                .extracting(SettingChange::name)
                .containsExactly("c", "z", "b", "a");
    }

    @Test
    void rulesThatNameEachOtherEnd() {
        SettingValue source = new SettingValue(Map.of("a", rule("ALARM(\\\"b\\\")"), "b", rule("ALARM(\\\"a\\\")")));

        assertThat(ALARMS.changes(source, SettingValue.NONE)).hasSize(2);
    }

    @Test
    void namesTheCommandOfEachKind() {
        SettingValue source = new SettingValue(Map.of("a", "{\"AlarmName\":\"{{table}}-a\"}", "b", rule("TRUE")));

        assertThat(ALARMS.changes(source, SettingValue.NONE))
                .extracting(change -> ALARMS.command(change, TARGET))
                .satisfiesExactly(
                        metric -> assertThat(metric).contains("cloudwatch put-metric-alarm", "orders-a"),
                        composite -> assertThat(composite).contains("cloudwatch put-composite-alarm"));
    }
}
