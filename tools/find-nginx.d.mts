export const NGINX_FOLDER: string;
export function findNginx(): { readonly program: string; readonly types: string } | undefined;
