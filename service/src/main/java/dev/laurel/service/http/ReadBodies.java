package dev.laurel.service.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Hands resources the bodies that the door has read. */
@Provider
@PreMatching
public class ReadBodies implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        ResteasyReactiveRequestContext resteasy = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        RoutingContext context = resteasy.unwrap(RoutingContext.class);
        request.setEntityStream(Body.of(context));
    }
}
