// The form that stands in Tasklist, as the viewer knows it.

/** The viewer's form behind the element, found through the tree which it renders. */
export function formIn(element) {
  const roots = [element, ...element.querySelectorAll('*')].filter(node => node.__k);
  for (const root of roots) {
    const found = search(root.__k, 0);
    if (found) {
      return found;
    }
  }
  return null;
}

function search(node, depth) {
  if (!node || depth > 12) {
    return null;
  }
  if (Array.isArray(node)) {
    for (const child of node) {
      const found = search(child, depth + 1);
      if (found) {
        return found;
      }
    }
    return null;
  }
  const value = node.props && node.props.value;
  if (value && typeof value.getService === 'function') {
    return value.getService('form', false) || null;
  }
  return search(node.__k, depth + 1);
}

/** The question to which the field belongs, as the form was written. */
export function questionOf(input) {
  const root = input.closest('.fjs-container');
  const form = root && formIn(root.parentNode);
  let found = null;
  (function walk(components) {
    (components || []).forEach(component => {
      if (component.id && input.id.includes('-' + component.id + '-')) {
        found = component;
      }
      walk(component.components);
    });
  })(form && form._getState().schema && form._getState().schema.components);
  return found;
}
