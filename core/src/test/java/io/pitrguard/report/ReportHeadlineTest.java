package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportHeadlineTest {
    @ParameterizedTest(name = "{0} compliant, {1} non-compliant, {2} exempt, {3} undetermined")
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // good|bad|exempt|unknown|flapping|lost|worst|stale|complete|severity|text|todo
                "3|0|0|0|0|0|-|false|true|NONE|All 3 tables meet the policy.|-",
                "1|0|0|0|0|0|-|false|true|NONE|The only table meets the policy.|-",
                "2|0|1|0|0|0|-|false|true|NONE|2 of 3 tables meet the policy, and the others are exempt or not applicable.|-",
                "1|0|1|0|0|0|-|false|true|NONE|1 of 2 tables meets the policy, and the others are exempt or not applicable.|-",
                "3|0|0|0|0|0|-|true|true|MEDIUM|All 3 tables meet the policy; the newest observation is more than a day old.|Check that sweeps run: ./pitr-guard doctor",
                "3|0|0|0|0|0|-|false|false|HIGH|Nothing can be said of all tables; not everything could be read.|Repair what could not be read, then write the report again.",
                "0|0|0|0|0|0|-|true|true|MEDIUM|No table is known.|Check the account and the region, and that sweeps run: ./pitr-guard doctor",
                "0|0|0|0|0|0|-|true|false|HIGH|Nothing can be said of all tables; not everything could be read.|Repair what could not be read, then write the report again.",
                "2|1|0|0|0|0|HIGH|false|true|HIGH|1 of 3 tables falls short of the policy.|Follow the remedy of each table, the worst first.",
                "1|2|0|0|0|1|MEDIUM|false|true|MEDIUM|2 of 3 tables fall short of the policy.|Follow the remedy of each table, the worst first.",
                "0|2|0|1|0|0|LOW|true|false|LOW|2 of 3 tables fall short of the policy, and 1 is undetermined; the newest observation is more than a day old; not everything could be read.|Follow the remedy of each table, the worst first.",
                "0|1|0|0|0|0|-|false|true|HIGH|1 of 1 table falls short of the policy.|Follow the remedy of each table, the worst first.",
                "2|0|0|1|0|1|-|false|true|HIGH|1 of 3 tables is undetermined.|Find out why: each of these tables names what could not be read.",
                "1200|0|0|1100|0|0|-|false|true|HIGH|1,100 of 2,300 tables are undetermined.|Find out why: each of these tables names what could not be read.",
                "2|0|0|0|0|1|-|false|true|HIGH|History of 1 table was lost, and nobody has acknowledged it.|Look for backups of that time, then acknowledge each loss with the command shown.",
                "0|2|0|1|2|1|CRITICAL|false|true|CRITICAL|Automatic remediation of 2 tables is suspended because recovery keeps being disabled.|Stop what disables recovery, then acknowledge each table with the command shown.",
            })
    void saysHowThingsStandAndWhatToDo(
            int good,
            int bad,
            int exempt,
            int unknown,
            int flapping,
            int lost,
            Severity worst,
            boolean stale,
            boolean complete,
            String severity,
            String text,
            String todo) {
        StatusView.Summary counts =
                new StatusView.Summary(good + bad + exempt + unknown, good, bad, exempt, 0, unknown, 0, flapping, lost);

        assertThat(new ReportHeadline(counts, Optional.ofNullable(worst), stale, complete).headline())
                .isEqualTo(new ReportView.Headline(severity, text, todo));
    }
}
