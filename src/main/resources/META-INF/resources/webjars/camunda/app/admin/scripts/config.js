// Stands in place of the vendor's file of the same name: one login for everything.
export default {
  customScripts: ['../tasklist/scripts/child-pathways/session']
};
