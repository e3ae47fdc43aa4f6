package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code policy check} and {@code policy explain}, as processes and without anything of AWS around. */
class PolicyCommandsE2E {
    private static final Path TIERS = Repository.write("tiers-to-explain.yaml", Tiers.policy(25));

    private final PitrGuard pitrGuard = new PitrGuard(Repository.environment());

    @Test
    void thePolicyThatIsShippedIsValid() {
        Run run = pitrGuard.run("policy", "check", "policy.yaml").ends(0);

        assertThat(run.out()).startsWith("policy.yaml is valid.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void checkSaysWhatEachRuleMeans() {
        Run run = pitrGuard.run("policy", "check", TIERS.toString()).ends(0);

        assertThat(run.out()).contains("critical", "scratch", "orders", "carts", "load tests", "shop", "default");
    }

    @Test
    void checkReportsAllErrorsAtOnceWithTheirPlaces() {
        Path bad = Repository.write("bad-to-check.yaml", """
                version: 1
                limit: {}
                rules:
                  - name: critical
                    require: { recoveryPeriodDays: 90 }
                    action: remidiate
                """);

        Run run = pitrGuard.run("policy", "check", bad.toString()).ends(1);

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(bad + ":2:1: limit: ", bad + ":5:36: rules[0].require.recoveryPeriodDays: ", bad + ":6:13: ");
    }

    @Test
    void explainNamesTheRuleThatAppliesAndWhyOthersDoNot() {
        String policy = TIERS.toString();

        assertThat(explain(policy, "--table", "orders", "--tag", "tier=critical"))
                .contains("applies   critical")
                .doesNotContain("no match");
        assertThat(explain(policy, "--table", "carts-eu", "--tag", "tier=Critical"))
                .contains("no match  critical", "no match  scratch", "applies   carts");
        assertThat(explain(policy, "--table", "my-orders-7")).contains("ended     load tests", "applies   shop");
        assertThat(explain(policy, "--table", "ledger", "--tag", "a=b", "--tag", "tier=gold"))
                .contains("applies   default");
    }

    private String explain(String policy, String... table) {
        String[] arguments = new String[table.length + 3];
        arguments[0] = "policy";
        arguments[1] = "explain";
        arguments[2] = policy;
        System.arraycopy(table, 0, arguments, 3, table.length);
        Run run = pitrGuard.run(arguments).ends(0);
        assertThat(run.err()).isEmpty();
        return run.out();
    }
}
