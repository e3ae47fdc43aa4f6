package io.pitrguard.aws;

import java.util.List;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsRequest;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.Root;

/** An organization with a root and nothing below it; tests override what differs. */
class StubOrganizations implements OrganizationsClient {
    @Override
    public ListRootsResponse listRoots(ListRootsRequest request) {
        return ListRootsResponse.builder()
                .roots(Root.builder().id("r-1").build())
                .build();
    }

    @Override
    public ListAccountsForParentResponse listAccountsForParent(ListAccountsForParentRequest request) {
        return ListAccountsForParentResponse.builder().accounts(List.of()).build();
    }

    @Override
    public ListOrganizationalUnitsForParentResponse listOrganizationalUnitsForParent(
            ListOrganizationalUnitsForParentRequest request) {
        return ListOrganizationalUnitsForParentResponse.builder()
                .organizationalUnits(List.of())
                .build();
    }

    @Override
    public String serviceName() {
        return "organizations";
    }

    @Override
    public void close() {}
}
