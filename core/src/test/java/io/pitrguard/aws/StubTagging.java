package io.pitrguard.aws;

import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** A client that answers one page of tags. */
record StubTagging(ResourceTagMapping... mappings) implements ResourceGroupsTaggingApiClient {
    @Override
    public GetResourcesResponse getResources(GetResourcesRequest request) {
        return GetResourcesResponse.builder().resourceTagMappingList(mappings).build();
    }

    @Override
    public String serviceName() {
        return "tagging";
    }

    @Override
    public void close() {}
}
