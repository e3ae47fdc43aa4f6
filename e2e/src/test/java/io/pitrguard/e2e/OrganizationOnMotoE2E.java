package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code ./pitr-guard sweep --organization} over two accounts that the AWS CLI made; moto keeps their tables apart. */
class OrganizationOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    private static String shop;

    @BeforeAll
    static void create() {
        AwsCli aws = MOTO.aws();
        aws.json("organizations", "create-organization", "--feature-set", "ALL");
        String root = aws.json("organizations", "list-roots").at("/Roots/0/Id").asText();
        String unit = aws.json(
                        "organizations", "create-organizational-unit", "--parent-id", root, "--name", "Workloads")
                .at("/OrganizationalUnit/Id")
                .asText();
        shop = aws.json("organizations", "create-account", "--account-name", "shop", "--email", "shop@example.com")
                .at("/CreateAccountStatus/AccountId")
                .asText();
        aws.run(
                        "organizations",
                        "move-account",
                        "--account-id",
                        shop,
                        "--source-parent-id",
                        root,
                        "--destination-parent-id",
                        unit)
                .ends(0);
        new Fleet(aws).table("own", 35, Map.of()).create();
        new Fleet(aws.as("arn:aws:iam::" + shop + ":role/pitr-guard-member"))
                .table("orders", Fleet.OFF)
                .table("users", 35)
                .create();
    }

    private static Run sweep(String... options) {
        List<String> all = new java.util.ArrayList<>(List.of("--organization", "--regions", Moto.REGION));
        all.addAll(List.of(options));
        return MOTO.pitrGuard().sweep(all.toArray(String[]::new));
    }

    @Test
    void judgesTheTablesOfBothAccounts() {
        JsonNode result = sweep("--output", "json").ends(2).json();

        assertThat(result.path("sweeps")).hasSize(2);
        assertThat(result.path("plan").path("gaps")).isEmpty();
        assertThat(verdicts(result, shop)).containsExactly("orders NON_COMPLIANT", "users COMPLIANT");
        assertThat(verdicts(result, "123456789012")).containsExactly("own COMPLIANT");
        assertThat(result.at("/organization/complete").asBoolean()).isTrue();
    }

    @Test
    void tableNamesAccountAndUnit() {
        Run run = sweep("--ou", "Workloads").ends(2);

        assertThat(run.out())
                .contains(shop + " eu-west-1 orders", "shop (Workloads)", "2 tables in 1 account and region");
        assertThat(run.err()).contains("with the role pitr-guard-member in all but 123456789012");
    }

    /** moto has no account service, so that no account's regions are known. */
    @Test
    void endsWithOneWhereNoRegionsAreKnown() {
        Run run = MOTO.pitrGuard().sweep("--organization", "--regions", "all").ends(1);

        assertThat(run.out()).contains("NOT READ in 2 accounts: ", "account:ListRegions", "shop (Workloads)");
    }

    private static List<String> verdicts(JsonNode result, String account) {
        for (JsonNode sweep : result.path("sweeps")) {
            if (sweep.at("/account/id").asText().equals(account)) {
                return java.util.stream.StreamSupport.stream(
                                sweep.path("tables").spliterator(), false)
                        .map(table -> table.path("name").asText() + " "
                                + table.path("verdict").asText())
                        .toList();
            }
        }
        throw new AssertionError("no sweep of " + account + " in " + result);
    }
}
