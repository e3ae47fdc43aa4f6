package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.MemberAccount.State;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Organization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsRequest;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;

/** {@link AwsOrganization}: what it makes of trees that are whole, odd, or in part out of reach. */
class AwsOrganizationTest {
    /** Units and accounts by parent; a parent that is missing here is refused. */
    private record Tree(Map<String, List<OrganizationalUnit>> units, Map<String, List<Account>> accounts) {
        Organization.Accounts read() {
            return new AwsOrganization(new StubOrganizations() {
                        @Override
                        public ListAccountsForParentResponse listAccountsForParent(
                                ListAccountsForParentRequest request) {
                            if (!accounts.containsKey(request.parentId())) {
                                throw denied();
                            }
                            return ListAccountsForParentResponse.builder()
                                    .accounts(accounts.get(request.parentId()))
                                    .build();
                        }

                        @Override
                        public ListOrganizationalUnitsForParentResponse listOrganizationalUnitsForParent(
                                ListOrganizationalUnitsForParentRequest request) {
                            return ListOrganizationalUnitsForParentResponse.builder()
                                    .organizationalUnits(units.getOrDefault(request.parentId(), List.of()))
                                    .build();
                        }
                    })
                    .accounts();
        }
    }

    private static OrganizationsException denied() {
        return (OrganizationsException) OrganizationsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .errorMessage("no")
                        .build())
                .build();
    }

    private static OrganizationalUnit unit(String id, String name) {
        return OrganizationalUnit.builder().id(id).name(name).build();
    }

    private static Account account(String id, String name) {
        return Account.builder().id(id).name(name).state("ACTIVE").build();
    }

    @Test
    void knowsTheUnitsOfEachAccountFromTheRootDown() {
        Organization.Accounts accounts = new Tree(
                        Map.of("r-1", List.of(unit("ou-1", "Workloads")), "ou-1", List.of(unit("ou-2", "Production"))),
                        Map.of(
                                "r-1", List.of(account("111111111111", "root")),
                                "ou-1", List.of(),
                                "ou-2", List.of(account("222222222222", "shop"))))
                .read();

        assertThat(accounts.known())
                .extracting(MemberAccount::id, MemberAccount::path)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("111111111111", ""),
                        org.assertj.core.api.Assertions.tuple("222222222222", "Workloads/Production"));
        assertThat(accounts.gaps()).isEmpty();
    }

    @Test
    void knowsTheRootAndEachUnitAlsoWithoutAccounts() {
        Organization.Accounts accounts = new Tree(
                        Map.of("r-1", List.of(unit("ou-1", "Workloads")), "ou-1", List.of(unit("ou-2", "Production"))),
                        Map.of("r-1", List.of(), "ou-1", List.of(), "ou-2", List.of()))
                .read();

        assertThat(accounts.known()).isEmpty();
        assertThat(accounts.roots()).containsExactly("r-1");
        assertThat(accounts.units().stream()
                        .map(units -> units.stream()
                                .map(io.pitrguard.domain.organization.OrganizationalUnit::name)
                                .toList()))
                .containsExactly(List.of("Workloads"), List.of("Workloads", "Production"));
    }

    @Test
    void aUnitThatIsOutOfReachCostsOnlyItsAccounts() {
        Organization.Accounts accounts = new Tree(
                        Map.of("r-1", List.of(unit("ou-1", "Hidden"), unit("ou-2", "Open"))),
                        Map.of("r-1", List.of(), "ou-2", List.of(account("222222222222", "shop"))))
                .read();

        assertThat(accounts.known()).extracting(MemberAccount::id).containsExactly("222222222222");
        assertThat(accounts.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(gap.message()).contains("organizations:ListAccountsForParent on ou-1");
        });
    }

    @Test
    void endsWhereUnitsContainThemselves() {
        Organization.Accounts accounts = new Tree(
                        Map.of("r-1", List.of(unit("ou-1", "A")), "ou-1", List.of(unit("ou-1", "A"), unit(null, "B"))),
                        Map.of("r-1", List.of(), "ou-1", List.of(account("222222222222", "shop"))))
                .read();

        assertThat(accounts.known()).hasSize(1);
        assertThat(accounts.gaps())
                .hasSize(2)
                .allSatisfy(gap -> assertThat(gap.kind()).isEqualTo(Cause.Kind.BROKEN));
    }

    @Test
    void endsInATreeWithoutEnd() {
        AwsOrganization organization = new AwsOrganization(new StubOrganizations() {
            @Override
            public ListOrganizationalUnitsForParentResponse listOrganizationalUnitsForParent(
                    ListOrganizationalUnitsForParentRequest request) {
                return ListOrganizationalUnitsForParentResponse.builder()
                        .organizationalUnits(unit(request.parentId() + "x", "deeper"))
                        .build();
            }
        });

        assertThat(organization.accounts().gaps()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, , ACTIVE",
        "PENDING_CLOSURE, SUSPENDED, PENDING_CLOSURE",
        ", SUSPENDED, SUSPENDED",
        "CLOSED, ACTIVE, CLOSED",
        "HIBERNATING, ACTIVE, UNKNOWN",
        ", , UNKNOWN"
    })
    void knowsTheStateOfAnAccount(String state, String status, State expected) {
        Account account =
                Account.builder().id("111111111111").state(state).status(status).build();

        assertThat(new Tree(Map.of(), Map.of("r-1", List.of(account))).read().known())
                .containsExactly(new MemberAccount("111111111111", "", expected, List.of()));
    }

    @Test
    void anAccountWithoutIdIsAGap() {
        Organization.Accounts accounts = new Tree(
                        Map.of(),
                        Map.of(
                                "r-1",
                                List.of(
                                        Account.builder().name("nameless").build(),
                                        account("42", "short"),
                                        account("111111111111", "fine"))))
                .read();

        assertThat(accounts.known()).extracting(MemberAccount::name).containsExactly("fine");
        assertThat(accounts.gaps()).hasSize(2);
    }

    @Test
    void anAnswerWithoutItsListIsAGap() {
        assertThat(new AwsOrganization(new StubOrganizations() {
                            @Override
                            public ListRootsResponse listRoots(ListRootsRequest request) {
                                return ListRootsResponse.builder().build();
                            }
                        })
                        .accounts()
                        .gaps())
                .extracting(Cause::message)
                .containsExactly("AWS answered organizations:ListRoots on the organization without a list of roots.");
        assertThat(new AwsOrganization(new StubOrganizations() {
                            @Override
                            public ListAccountsForParentResponse listAccountsForParent(
                                    ListAccountsForParentRequest request) {
                                return ListAccountsForParentResponse.builder().build();
                            }

                            @Override
                            public ListOrganizationalUnitsForParentResponse listOrganizationalUnitsForParent(
                                    ListOrganizationalUnitsForParentRequest request) {
                                return ListOrganizationalUnitsForParentResponse.builder()
                                        .build();
                            }
                        })
                        .accounts()
                        .gaps())
                .extracting(Cause::message)
                .containsExactly(
                        "AWS answered organizations:ListAccountsForParent on r-1 without a list of accounts.",
                        "AWS answered organizations:ListOrganizationalUnitsForParent on r-1 without a list of units.");
    }
}
