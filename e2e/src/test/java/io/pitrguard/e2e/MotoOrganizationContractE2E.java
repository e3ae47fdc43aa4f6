package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.contract.OrganizationContract;
import io.pitrguard.sandbox.contract.Target;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The expectations of organizations that the sandbox fulfils, put to moto. */
class MotoOrganizationContractE2E extends OrganizationContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Override
    protected Seeded seed(OrganizationsClient client) {
        return seedOn(client);
    }

    /** Creates an organization with a unit and an account in it. */
    static Seeded seedOn(OrganizationsClient client) {
        client.createOrganization(request -> request.featureSet("ALL"));
        String root = client.listRoots().roots().getFirst().id();
        String unit = client.createOrganizationalUnit(
                        request -> request.parentId(root).name("Workloads"))
                .organizationalUnit()
                .id();
        String account = client.createAccount(
                        request -> request.accountName("shop").email("shop@example.com"))
                .createAccountStatus()
                .accountId();
        client.moveAccount(
                request -> request.accountId(account).sourceParentId(root).destinationParentId(unit));
        return new Seeded(unit, account);
    }

    /** Once moto has it, the sandbox's own test of it moves into the contract. */
    @Test
    void motoHasNoAccountService() {
        assertThatExceptionOfType(SdkServiceException.class)
                .isThrownBy(() -> accounts().listRegions(request -> request.maxResults(1)))
                .asInstanceOf(InstanceOfAssertFactories.type(SdkServiceException.class))
                .returns(404, SdkServiceException::statusCode);
    }
}
