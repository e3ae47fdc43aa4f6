package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.port.AnyRestore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of alerts can be run as they are. */
class RestoreAlertTest {
    private static final RestorePlan OWN_NAME = AnyRestore.plan(
            AnyRestore.request(new RestoreSource.Deleted(AnyRestore.SOURCE), SettingsChoice.ALL),
            new RestorePoint.Backup(AnyRestore.backup(AnyRestore.SOURCE, AnyRestore.MOMENT)),
            "orders");

    @Test
    void namesTheSettingsThatAPersonConfirms() {
        String id = AnyRestore.id(0).value();

        assertThat(commands(AnyRestore.plan(), AnyRestore.states().get(7)))
                .containsExactly(
                        "./pitr-guard approve " + id + " --region eu-west-1 --confirm ttl",
                        "./pitr-guard approve " + id + " --region eu-west-1 --confirm none");
    }

    @Test
    void comparesTwoTables() {
        assertThat(commands(AnyRestore.otherPlan(), completed()))
                .containsExactly("./pitr-guard settings diff orders orders --region eu-west-1 --to-region us-east-1");
    }

    @Test
    void doesNotCompareATableWithItself() {
        assertThat(commands(OWN_NAME, completed()))
                .containsExactly("./pitr-guard restore status " + AnyRestore.id(0) + " --region eu-west-1");
    }

    private static RestoreState completed() {
        return new RestoreState.Completed(AnyRestore.restored(), AnyRestore.AT, List.of());
    }

    private static List<String> commands(RestorePlan plan, RestoreState state) {
        return RestoreNews.of(RestoreRecord.planned(AnyRestore.id(0), plan).to(state, AnyRestore.AT, "What happened."))
                .orElseThrow()
                .commands();
    }
}
