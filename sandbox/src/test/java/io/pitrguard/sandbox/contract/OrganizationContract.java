package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.ParentNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * What the product relies on when it goes through an organization, phrased so that it holds for AWS, for the sandbox and for
 * moto.
 *
 * <p>moto grants every role, whatever its external id, and returns each list in one page; OrganizationTest has what the
 * sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OrganizationContract {

    private OrganizationsClient organizations;
    private AccountClient accounts;
    private Seeded seeded;

    /**
     * An organization whose root has the caller's account and a unit, with one account in it.
     *
     * @param unit id of the unit {@code Workloads}
     * @param member id of the account {@code shop} in it, which has a role {@code reader}
     */
    public record Seeded(String unit, String member) {}

    /** What to check; asked once. */
    protected abstract Target target();

    /** Creates the organization. */
    protected abstract Seeded seed(OrganizationsClient client);

    @BeforeAll
    void connect() {
        organizations = target().configure(OrganizationsClient.builder(), target().region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        accounts = target().configure(AccountClient.builder(), target().region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        seeded = seed(organizations);
    }

    @AfterAll
    void disconnect() {
        organizations.close();
        accounts.close();
    }

    /** Returns the client of the account service. */
    protected AccountClient accounts() {
        return accounts;
    }

    private String root() {
        var answer = organizations.listRoots();
        assertThat(answer.hasRoots()).isTrue();
        assertThat(answer.roots()).hasSize(1);
        assertThat(answer.nextToken()).isNull();
        return answer.roots().getFirst().id();
    }

    @Test
    void listsTheTreeFromItsRoot() {
        assertThat(root()).startsWith("r-");

        assertThat(organizations
                        .listOrganizationalUnitsForParent(request -> request.parentId(root()))
                        .organizationalUnits())
                .extracting(OrganizationalUnit::id, OrganizationalUnit::name)
                .containsExactly(org.assertj.core.api.Assertions.tuple(seeded.unit(), "Workloads"));
        assertThat(seeded.unit()).startsWith("ou-");
        assertThat(organizations
                        .listAccountsForParent(request -> request.parentId(root()))
                        .accounts())
                .extracting(Account::id)
                .doesNotContain(seeded.member());
        ListAccountsForParentResponse members =
                organizations.listAccountsForParent(request -> request.parentId(seeded.unit()));
        assertThat(members.accounts()).singleElement().satisfies(account -> {
            assertThat(account.id()).isEqualTo(seeded.member());
            assertThat(account.name()).isEqualTo("shop");
            assertThat(account.stateAsString()).isEqualTo("ACTIVE");
        });
        assertThat(members.nextToken()).isNull();
    }

    /** Otherwise an empty unit would look like an answer that lacks its list. */
    @Test
    void anEmptyListIsThere() {
        var units = organizations.listOrganizationalUnitsForParent(request -> request.parentId(seeded.unit()));

        assertThat(units.hasOrganizationalUnits()).isTrue();
        assertThat(units.organizationalUnits()).isEmpty();
    }

    @Test
    void refusesParentsThatAreNotThere() {
        assertThatExceptionOfType(ParentNotFoundException.class)
                .isThrownBy(() -> organizations.listAccountsForParent(
                        request -> request.parentId(seeded.unit().substring(0, 8) + "00000000")));
    }

    @Test
    void aSessionOfARoleSeesTheTablesOfItsAccountOnly() {
        String name = "contract-organization-own";
        try (DynamoDbClient own = target().dynamoDb();
                DynamoDbClient member = member()) {
            own.createTable(request -> request.tableName(name)
                    .keySchema(Fixture.key("pk", KeyType.HASH))
                    .attributeDefinitions(Fixture.attribute("pk"))
                    .billingMode(BillingMode.PAY_PER_REQUEST));

            assertThat(own.listTables().tableNames()).contains(name);
            assertThat(member.listTables().tableNames()).isEmpty();
        }
    }

    private DynamoDbClient member() {
        try (StsClient sts = target().sts()) {
            Credentials session = sts.assumeRole(
                            request -> request.roleArn("arn:aws:iam::" + seeded.member() + ":role/reader")
                                    .roleSessionName("contract"))
                    .credentials();
            assertThat(session.expiration()).isNotNull();
            return target().configure(DynamoDbClient.builder(), target().region())
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
        }
    }
}
