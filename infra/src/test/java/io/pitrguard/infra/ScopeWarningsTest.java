package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.infra.FleetOptions.Hub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** Scopes of which some accounts or regions would be blind spots in each sweep. */
class ScopeWarningsTest {
    private static final String UNIT = "ou-ab12-11111111";
    private static final String OTHER = "ou-ab12-22222222";

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            r-ab12           | -                | -                        | -
            ou-ab12-11111111 | ou-ab12-11111111 | -                        | -
            ou-ab12-11111111 | Workloads        | -                        | -
            r-ab12           | ou-ab12-11111111 | eu-west-1,us-east-1      | -
            r-ab12           | -                | eu-west-1,us-east-1      | us-east-1
            r-ab12           | -                | all                      | us-east-1
            """)
    void saysNothingOfScopesThatAgree(String memberOus, String ous, String regions, String memberRegions) {
        assertThat(warnings(memberOus, ous, regions, memberRegions)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            ou-ab12-11111111 | -                | -                   | -         | memberOus is narrower than the accounts swept: without ous
            ou-ab12-11111111 | ou-ab12-22222222 | -                   | -         | memberOus does not name ou-ab12-22222222 of ous
            ou-ab12-11111111 | r-ab12           | -                   | -         | memberOus does not name r-ab12 of ous
            r-ab12           | -                | us-east-1,eu-west-1 | eu-west-1 | memberRegions does not name us-east-1 of regions
            r-ab12           | -                | eu-wst-1            | -         | regions: 'eu-wst-1' is not a known region. Did you mean eu-west-1
            r-ab12           | -                | -                   | eu-wst-1  | memberRegions: 'eu-wst-1' is not a known region. Did you mean eu-west-1
            """)
    void namesTheContradictionAndTheRemedy(
            String memberOus, String ous, String regions, String memberRegions, String warning) {
        assertThat(warnings(memberOus, ous, regions, memberRegions))
                .singleElement()
                .asString()
                .startsWith(warning)
                .endsWith(".");
    }

    @Test
    void someoneElseDeploysTheMembersWithoutAStackSet() {
        Map<String, Object> context = context(UNIT, OTHER, "us-east-1", "eu-west-1");
        context.put("memberStackSet", "none");

        assertThat(texts(context)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            ous        | ou-ab12-11111111 | true
            ous        | r-ab12           | false
            accounts   | 111122223333     | true
            excludeOus | ou-ab12-11111111 | true
            -          | -                | false
            """)
    void theOrganizationsRuleIsNotLimitedByTheScope(String option, String value, boolean warns) {
        Map<String, Object> context = context("r-ab12", null, null, null);
        if (option != null) {
            context.put(option, value);
        }

        assertThat(texts(context)).isEmpty();
        context.put("organizationConfigRule", "true");
        assertThat(texts(context))
                .hasSize(warns ? 1 : 0)
                .allSatisfy(warning -> assertThat(warning)
                        .startsWith("organizationConfigRule is for every account")
                        .endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({
        "AWSReservedSSO_Ops_0a1b2c3d4e5f6071, true",
        "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops_0a1b2c3d4e5f6071, false",
        "Ops, false"
    })
    void rolesOfIdentityCenterHaveAPath(String role, boolean warns) {
        Map<String, Object> context = context("r-ab12", null, null, null);
        context.put("operatorRoles", role);

        assertThat(texts(context))
                .hasSize(warns ? 1 : 0)
                .allSatisfy(warning -> assertThat(warning)
                        .startsWith("operatorRoles names " + role + " without its path")
                        .contains("aws-reserved/sso.amazonaws.com/REGION/AWSReservedSSO_"));
    }

    @Test
    void anAccountThatIsChosenAndLeftOutIsNotSwept() {
        Map<String, Object> context = context("r-ab12", null, null, null);
        context.put("accounts", "111122223333,444455556666");
        context.put("excludeAccounts", "111122223333,777788889999");

        assertThat(ScopeWarnings.of(hub(context), "eu-west-1"))
                .containsExactly(
                        new ScopeWarnings.Warning(
                                Option.EXCLUDE_ACCOUNTS,
                                "accounts and excludeAccounts both name 111122223333: excluded accounts are not swept. Remove what should be swept from excludeAccounts, and the rest from accounts."));
    }

    // The assertions library has no other way to its messages yet.
    @SuppressWarnings("deprecation")
    @Test
    void synthWarns() {
        GuardStack stack = Deployed.stack(context(UNIT, null, "eu-wst-1", null), Deployed.ALERTING, Optional.empty());

        assertThat(Annotations.fromStack(stack)
                        .findWarning(
                                "*", Match.stringLikeRegexp("memberOus is narrower.*\\[ack: pitr-guard:memberOus].*")))
                .hasSize(1);
        assertThat(Annotations.fromStack(stack).findWarning("*", Match.stringLikeRegexp("regions: 'eu-wst-1'.*")))
                .hasSize(1);
    }

    private static List<String> texts(Map<String, Object> context) {
        return ScopeWarnings.of(hub(context), "eu-west-1").stream()
                .map(ScopeWarnings.Warning::text)
                .toList();
    }

    private static List<String> warnings(String memberOus, String ous, String regions, String memberRegions) {
        return texts(context(memberOus, ous, regions, memberRegions));
    }

    private static Map<String, Object> context(String memberOus, String ous, String regions, String memberRegions) {
        Map<String, Object> context = new HashMap<>(Variant.organization(Map.of("memberOus", memberOus)));
        Map<String, String> more = new HashMap<>();
        more.put("ous", ous);
        more.put("regions", regions);
        more.put("memberRegions", memberRegions);
        more.forEach((key, value) -> {
            if (value != null) {
                context.put(key, value);
            }
        });
        return context;
    }

    private static Hub hub(Map<String, ?> context) {
        return DeploymentOptions.read(context, Optional.of("eu-west-1"))
                .fleet()
                .hub()
                .orElseThrow();
    }
}
