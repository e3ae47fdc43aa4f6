package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.OrganizationContract;
import io.pitrguard.sandbox.contract.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The sandbox keeps the contract of organizations. */
class SandboxOrganizationContractTest extends OrganizationContract {

    private static final String SHOP = "111111111111";

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withoutLimit().withStaleReads(0));

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    @Override
    protected Seeded seed(OrganizationsClient client) {
        Set<String> regions = Set.of("eu-west-1", "us-east-1", "ap-east-1");
        String unit = sandbox.organization().unit("Workloads");
        sandbox.organization()
                .account(sandbox.account(), "security", regions)
                .account(SHOP, "shop", unit, "ACTIVE", regions)
                .role(SHOP, "reader", null);
        return new Seeded(unit, SHOP);
    }

    /** moto has no account service: this is what AWS documents. */
    @Test
    void listsTheRegionsOfTheCallersAccountByPages() {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListRegionsResponse page = accounts()
                    .listRegions(request -> request.nextToken(next)
                            .regionOptStatusContains(RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT));
            page.regions().stream().map(Region::regionName).forEach(names::add);
            token = page.nextToken();
        } while (token != null);

        assertThat(names).containsExactly("ap-east-1", "eu-west-1", "us-east-1");
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
