package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.Mode;
import io.pitrguard.infra.FleetOptions.Access;
import io.pitrguard.infra.FleetOptions.Hub;
import io.pitrguard.infra.FleetOptions.Members;
import io.pitrguard.infra.FleetOptions.Scope;
import io.pitrguard.infra.FleetOptions.StackSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetOptionsTest {
    @Test
    void oneFunctionSweepsByDefault() {
        assertThat(read(Map.of())).isEqualTo(new FleetOptions(Mode.ACCOUNT, 100, Optional.empty()));
    }

    @Test
    void aLargeAccountHasAStateMachineAndNoOrganization() {
        assertThat(read(Map.of("mode", "large-account", "workers", "1")))
                .isEqualTo(new FleetOptions(Mode.LARGE_ACCOUNT, 1, Optional.empty()));
    }

    @Test
    void theOrganizationNeedsAnIdAnExternalIdAndWhereTheStackSetGoes() {
        assertThat(hub(Map.of()))
                .isEqualTo(new Hub(
                        new Access(
                                "o-a1b2c3d4e5",
                                "2b0c8f4e-8a43-4f2c-9a4a-0d3b6f1c7e55",
                                "pitr-guard-member",
                                "pitr-guard-forward",
                                List.of()),
                        new Scope(List.of(), List.of(), List.of(), List.of(), List.of()),
                        new Members(StackSets.DELEGATED, List.of("r-ab12"), List.of()),
                        false,
                        Optional.empty()));
    }

    @Test
    void namesAnAggregator() {
        assertThat(hub(Map.of("configAggregator", "organization")).configAggregator())
                .hasValue("organization");
    }

    @Test
    void readsWhatIsSwept() {
        Hub hub = hub(Map.of(
                "accounts", "111122223333, 444455556666",
                "ous", List.of("Workloads/Prod*", "ou-ab12-11111111"),
                "excludeAccounts", "777788889999",
                "excludeOus", "Workloads/Test",
                "regions", "eu-west-1,us-east-1",
                "memberRole", "other",
                "operatorRoles", "ops,path/admins",
                "memberStackSet", "management",
                "organizationConfigRule", "true"));

        assertThat(hub.scope())
                .isEqualTo(new Scope(
                        List.of("111122223333", "444455556666"),
                        List.of("Workloads/Prod*", "ou-ab12-11111111"),
                        List.of("777788889999"),
                        List.of("Workloads/Test"),
                        List.of("eu-west-1", "us-east-1")));
        assertThat(hub.access().memberRole()).isEqualTo("other");
        assertThat(hub.access().operatorRoles()).containsExactly("ops", "path/admins");
        assertThat(hub.configRule()).isTrue();
        assertThat(hub.members())
                .as("the home region is first in any case")
                .isEqualTo(new Members(StackSets.MANAGEMENT, List.of("r-ab12"), List.of("us-east-1")));
    }

    @Test
    void theStackSetGoesWhereTheSweepGoesIfCloudFormationUnderstandsThat() {
        assertThat(hub(Map.of("memberOus", "", "ous", "ou-ab12-11111111"))
                        .members()
                        .units())
                .containsExactly("ou-ab12-11111111");
        assertThat(hub(Map.of("memberOus", "", "memberStackSet", "none")).members())
                .isEqualTo(new Members(StackSets.NONE, List.of(), List.of()));
        assertThat(hub(Map.of("regions", "all", "memberRegions", "us-east-1,eu-west-1"))
                        .members()
                        .regions())
                .containsExactly("us-east-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    organizationId         | ''        | organizationId is ''. mode=organization requires it. Write the organization's id
                    organizationId         | a1b2      | organizationId is 'a1b2'. Write the organization's id
                    externalId             | ''        | externalId is ''. mode=organization requires it. Write 2 to 1,224 letters
                    externalId             | x         | To make one, run: uuidgen
                    memberRole             | a/b       | memberRole is 'a/b'. Write the name of a role, without its path.
                    operatorRoles          | a b!      | operatorRoles is 'b!'. Write names of roles of the deployment's account
                    accounts               | 1234      | accounts is '1234'. Write account ids of 12 digits.
                    excludeAccounts        | x         | excludeAccounts is 'x'. Write account ids of 12 digits.
                    regions                | Ireland   | regions is 'Ireland'. Write all, or regions such as eu-west-1.
                    regions                | all       | memberRegions is ''. With regions=all the StackSet requires it
                    ous                    | /Prod     | ous is '/Prod'. It has a '/' without a name on both sides. Write the names
                    excludeOus             | ou-ab12   | excludeOus is 'ou-ab12'. It looks like the id of an organizational unit and is not one.
                    memberRegions          | all       | memberRegions is 'all'. Write regions such as eu-west-1.
                    memberOus              | ''        | memberOus is ''. The StackSet requires it unless ous has ids only.
                    memberOus              | Workloads | memberOus is 'Workloads'. Write ids of organizational units
                    memberStackSet         | yes       | memberStackSet is 'yes'. Write delegated or management or none.
                    configAggregator       | a/b       | configAggregator is 'a/b'. Write the name of an aggregator
                    workers                | 1001      | workers is '1001'. Write a whole number from 1 to 1000.
                    mode                   | big       | mode is 'big'. Write account or large-account or organization.
                    """)
    void saysWhatIsWrongAndWhatToWrite(String option, String value, String problem) {
        assertThatThrownBy(() -> read(organization(Map.of(option, value))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "large-account"})
    void optionsOfTheOrganizationAreForNothingElse(String mode) {
        assertThatThrownBy(() -> read(Map.of("mode", mode, "ous", "Workloads", "externalId", "abc")))
                .hasMessageContaining("ous is 'Workloads'. It is for mode=organization: set that, or remove this.")
                .hasMessageContaining("externalId is 'abc'. It is for mode=organization");
    }

    @ParameterizedTest
    @CsvSource({"configRule, false", "managedRule, true", "conformancePack, true"})
    void theOrganizationsRuleStandsAlone(String option, String value) {
        assertThatThrownBy(() -> read(organization(Map.of("organizationConfigRule", "true", option, value))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("organizationConfigRule");
    }

    private static Hub hub(Map<String, ?> more) {
        return read(organization(more)).hub().orElseThrow();
    }

    private static Map<String, Object> organization(Map<String, ?> more) {
        Map<String, Object> context = new HashMap<>(Variant.organization(Map.of()));
        context.putAll(more);
        return context;
    }

    private static FleetOptions read(Map<String, ?> context) {
        return DeploymentOptions.read(context, Optional.of("eu-west-1")).fleet();
    }
}
