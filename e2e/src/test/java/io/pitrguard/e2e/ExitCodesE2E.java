package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script that calls {@code pitr-guard sweep} goes by: the exit code, and what stands where. */
class ExitCodesE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static Fleet fleet() {
        return new Fleet(MOTO.aws());
    }

    @Test
    void is0WhenAllTablesAreCompliantOrExempt() {
        fleet().table("orders", 35)
                .table("scratch", Fleet.OFF, Exemption.active())
                .create();

        Run run = MOTO.pitrGuard().sweep("--fix", "--output", "json").ends(0);

        assertThat(Json.texts(run.json().path("tables"), "verdict")).containsExactly("COMPLIANT", "EXEMPT");
    }

    @Test
    void is1WhereThereIsNoTableUnlessThatIsExpected() {
        assertThat(MOTO.pitrGuard().sweep("--output", "json").ends(1).json().path("tables"))
                .isEmpty();
        MOTO.pitrGuard().sweep("--allow-empty").ends(0);
    }

    @Test
    void is0AfterEverythingWasFixed() {
        Path policy = Repository.write("fix-all.yaml", "version: 1\nrules: [{ name: all, action: remediate }]\n");
        Fleet fleet = fleet().table("a", Fleet.OFF).table("b", 7).create();

        MOTO.pitrGuard().sweep("--policy", policy.toString()).ends(2);
        MOTO.pitrGuard().sweep("--policy", policy.toString(), "--fix").ends(0);

        Map<String, Seen> after = fleet.read();
        assertThat(after.get("a").days()).isEqualTo(35);
        assertThat(after.get("b").days()).as("what was chosen is kept").isEqualTo(7);
    }

    @Test
    void is2WhenATableIsNotCompliant() {
        fleet().table("orders", 35).table("carts", Fleet.OFF).create();

        Run run = MOTO.pitrGuard().sweep().ends(2);

        assertThat(run.out()).contains("1 non-compliant, 0 undetermined, 1 compliant");
    }

    @Test
    void is3WhenNoneIsNonCompliantButSomeAreUndetermined() {
        fleet().table("a", 35).table("b", 35).table("c", 35).table("d", 35).create();

        Run run = MOTO.pitrGuard()
                .run("sweep", "--reads-per-second", "1", "--time-limit", "2", "--output", "json")
                .ends(3);

        assertThat(Json.texts(run.json().path("tables"), "verdict"))
                .hasSize(4)
                .contains("COMPLIANT", "UNDETERMINED")
                .containsOnly("COMPLIANT", "UNDETERMINED");
        assertThat(run.json().path("sweep").path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void is1ForABadPolicyAndThenNothingIsDone() {
        Path policy = Repository.write("bad.yaml", """
                version: 1
                rules:
                  - name: all
                    require: { recoveryPeriodDays: 90 }
                    action: remidiate
                """);
        Fleet fleet = fleet().table("orders", Fleet.OFF).create();
        Map<String, Seen> before = fleet.read();

        Run run = MOTO.pitrGuard()
                .sweep("--policy", policy.toString(), "--fix", "--output", "json")
                .ends(1);

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("2 errors", policy + ":4:", "rules[0].require.recoveryPeriodDays", policy + ":5:");
        assertThat(fleet.read()).isEqualTo(before);
    }

    @Test
    void is1ForAPolicyThatIsNotThere() {
        Run run = MOTO.pitrGuard().sweep("--policy", "no-such.yaml").ends(1);

        assertThat(run.err()).contains("no-such.yaml").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void is1WhenNothingAnswers() {
        Run run = MOTO.pitrGuard()
                .with("AWS_ENDPOINT_URL", "http://localhost:1")
                .sweep("--output", "json")
                .ends(1);

        assertThat(run.errLines()).hasSize(1).first().asString().contains("sts:GetCallerIdentity");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sweeep",
                "sweep --fixx",
                "sweep --output yaml",
                "sweep --policy",
                "sweep --reads-per-second -1",
                "sweep --time-limit soon",
                "sweep surplus",
                "policy",
                "policy explain policy.yaml",
                "invoke sweep",
                "invoke nonsense --event events/scheduled-sweep/hourly.json"
            })
    void is64ForAWrongCommandLine(String line) {
        Run run = MOTO.pitrGuard()
                .run(line.isEmpty() ? new String[0] : line.split(" "))
                .ends(64);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("pitr-guard: ").doesNotContain("\tat ");
    }

    @Test
    void readsTheRegionThatIsNamed() {
        fleet().table("orders", 35).create();

        Run run = MOTO.pitrGuard()
                .sweep("--region", "eu-central-1", "--allow-empty", "--output", "json")
                .ends(0);

        assertThat(run.json().path("sweep").path("region").asText()).isEqualTo("eu-central-1");
        assertThat(run.json().path("tables")).isEmpty();
    }
}
