/** What one version of a flow, a form or a table says otherwise than another, in words for whoever works by them. */
package uk.childpathways.modelling.changes;
