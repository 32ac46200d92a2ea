package uk.childpathways.audit;

import org.hibernate.CallbackException;
import org.hibernate.Interceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.type.Type;
import org.springframework.boot.autoconfigure.orm.jpa.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever stores an entity that {@link KeepsTrail}, the database knows on whose behalf. */
@Configuration(proxyBeanMethods = false)
class EntitiesKeepTrail {

    @Bean
    HibernatePropertiesCustomizer whoStores(ActingInDatabase acting) {
        return properties -> properties.put("hibernate.session_factory.interceptor", new Teller(acting));
    }

    private record Teller(ActingInDatabase acting) implements Interceptor {

        @Override
        public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            return tell(entity);
        }

        @Override
        public boolean onFlushDirty(
                Object entity, Object id, Object[] current, Object[] previous, String[] names, Type[] types) {
            return tell(entity);
        }

        @Override
        public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            tell(entity);
        }

        @Override
        public void onCollectionRecreate(Object collection, Object key) throws CallbackException {
            tellOfOwner(collection);
        }

        @Override
        public void onCollectionRemove(Object collection, Object key) throws CallbackException {
            tellOfOwner(collection);
        }

        @Override
        public void onCollectionUpdate(Object collection, Object key) throws CallbackException {
            tellOfOwner(collection);
        }

        private void tellOfOwner(Object collection) {
            if (collection instanceof PersistentCollection<?> kept) {
                tell(kept.getOwner());
            }
        }

        private boolean tell(Object entity) {
            if (entity != null && entity.getClass().isAnnotationPresent(KeepsTrail.class)) {
                acting.say();
            }
            return false;
        }
    }
}
